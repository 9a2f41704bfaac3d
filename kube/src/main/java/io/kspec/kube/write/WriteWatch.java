package io.kspec.kube.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sees every request of a client that changes something, whatever code sends it, with its outcome and without its
/// body. Put into a client as an interceptor; dry runs are not told of, and neither are renewals of Leases, of which
/// there is one every few seconds.
public final class WriteWatch implements Interceptor {
    /// The name under which clients know it.
    public static final String NAME = "kspec-writes";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    private final Consumer<Written> told;

    /// A write that was tried.
    ///
    /// @param verb `create`, `update`, `patch` or `delete`
    /// @param resource plural and group, as in `secrets` or `reports.openreports.io`; with its subresource after a
    ///     slash
    /// @param namespace empty for what has none
    /// @param name empty when the API server gives it, and for whole collections
    /// @param code HTTP status of the answer; 0 when none came
    public record Written(String verb, String resource, String namespace, String name, int code) {
        public boolean succeeded() {
            return code >= 200 && code < 300;
        }

        Written named(String itsName) {
            return new Written(verb, resource, namespace, itsName, code);
        }

        /// `compliancereports.kspec.io kspec-system/prod-20260101-000000`
        public String subject() {
            String place = namespace.isEmpty() ? name : namespace + "/" + name;
            return place.isEmpty() ? resource : resource + " " + place;
        }
    }

    /// @param told called on a thread of the HTTP client; must not wait
    public WriteWatch(Consumer<Written> told) {
        this.told = told;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        tell(request, response.code());
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        tell(request, 0);
    }

    private void tell(HttpRequest request, int code) {
        written(request.method(), request.uri(), code)
                .map(one -> one.verb().equals("create") && one.name().isEmpty()
                        ? one.named(nameIn(request.bodyString()))
                        : one)
                .ifPresent(told);
    }

    /// The name that a new object asks for; of its body nothing else is looked at.
    private static String nameIn(@Nullable String body) {
        try {
            return body == null
                    ? ""
                    : MAPPER.readTree(body).path("metadata").path("name").asText("");
        } catch (JsonProcessingException unread) {
            return "";
        }
    }

    static Optional<Written> written(String method, URI uri, int code) {
        String verb = VERBS.get(method.toUpperCase(Locale.ROOT));
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        if (verb == null || query.contains("dryRun=All")) {
            return Optional.empty();
        }
        return target(uri.getPath().split("/", -1), verb, code)
                .filter(one -> !(one.resource().equals("leases.coordination.k8s.io")
                        && !one.verb().equals("create")
                        && one.succeeded()));
    }

    /// `/api/v1/…` or `/apis/group/version/…`, then `namespaces/n` where there is one, then plural, name and rest.
    private static Optional<Written> target(String[] path, String verb, int code) {
        int api = indexOf(path, "api");
        int apis = indexOf(path, "apis");
        int start = apis >= 0 ? apis + 3 : api >= 0 ? api + 2 : -1;
        if (start < 0 || start >= path.length) {
            return Optional.empty();
        }
        String group = apis >= 0 ? "." + path[apis + 1] : "";
        boolean within = path[start].equals("namespaces") && path.length > start + 2;
        boolean subresourceOfNamespace = within && List.of("status", "finalize").contains(path[start + 2]);
        int plural = within && !subresourceOfNamespace ? start + 2 : start;
        String subresource = at(path, plural + 2);
        return Optional.of(new Written(
                verb,
                path[plural] + group + (subresource.isEmpty() ? "" : "/" + subresource),
                plural > start ? path[start + 1] : "",
                at(path, plural + 1),
                code));
    }

    private static int indexOf(String[] path, String part) {
        for (int index = 0; index < path.length; index++) {
            if (path[index].equals(part)) {
                return index;
            }
        }
        return -1;
    }

    private static String at(String[] path, int index) {
        return index < path.length ? path[index] : "";
    }
}
