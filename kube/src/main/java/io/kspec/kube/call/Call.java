package io.kspec.kube.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One request.
///
/// @param method as HTTP names it
/// @param path from the root of the API server, with the query: `/api/v1/namespaces?limit=500`
/// @param contentType of the body
/// @param body what is sent along
public record Call(String method, String path, String contentType, Optional<JsonNode> body) {
    private static final String JSON = "application/json";

    public static Call get(String path) {
        return new Call("GET", path, JSON, Optional.empty());
    }

    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, JSON, Optional.of(body));
    }

    /// Only these fields of an object, as one of its field managers.
    ///
    /// @param path the object's, without a query
    /// @param force takes fields that others hold with another value
    public static Call apply(String path, JsonNode fields, String manager, boolean force, boolean dryRun) {
        String query = "?fieldManager=%s&force=%s%s".formatted(text(manager), force, dryRun ? "&dryRun=All" : "");
        return new Call("PATCH", path + query, "application/apply-patch+yaml", Optional.of(fields));
    }

    /// These fields become these values, and where the value is null, they go.
    public static Call merge(String path, JsonNode fields, String manager) {
        return new Call(
                "PATCH", path + "?fieldManager=" + text(manager), "application/merge-patch+json", Optional.of(fields));
    }

    public static Call delete(String path, JsonNode options) {
        return new Call("DELETE", path, JSON, Optional.of(options));
    }

    /// As roles name it: `patch`.
    String verb() {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "GET" -> names().size() == 1 ? "list" : "get";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    /// As roles name it: `deployments.apps`, or the path of what is no resource.
    String resource() {
        List<String> names = names();
        if (names.isEmpty()) {
            return withoutQuery();
        }
        return names.getFirst() + group() + (names.size() > 2 ? "/" + names.get(2) : "");
    }

    /// A namespace, or "the cluster".
    String scope() {
        List<String> parts = parts();
        int at = parts.indexOf("namespaces");
        return at >= 0 && at + 2 < parts.size() ? "namespace " + parts.get(at + 1) : "the cluster";
    }

    /// Plural, name and subresource.
    private List<String> names() {
        List<String> parts = parts();
        int start = parts.isEmpty()
                ? 0
                : parts.getFirst().equals("api") ? 2 : parts.getFirst().equals("apis") ? 3 : 0;
        if (start == 0 || parts.size() <= start) {
            return List.of();
        }
        boolean within = parts.get(start).equals("namespaces") && parts.size() > start + 2;
        return parts.subList(within ? start + 2 : start, parts.size());
    }

    private String group() {
        return parts().getFirst().equals("apis") ? "." + parts().get(1) : "";
    }

    private List<String> parts() {
        return List.of(withoutQuery().substring(1).split("/", -1));
    }

    private String withoutQuery() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String text(String manager) {
        return URLEncoder.encode(manager, StandardCharsets.UTF_8);
    }
}
