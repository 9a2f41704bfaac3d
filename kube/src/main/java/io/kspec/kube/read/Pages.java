package io.kspec.kube.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Lists one path by pages, as raw JSON. The client's own timeout holds for every page.
final class Pages {
    private static final int PAGE = 500;
    private static final int EXPIRED = 410;

    /// A list that takes longer than the API server remembers its beginning is begun again, this often.
    private static final int RESTARTS = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final UnaryOperator<JsonNode> keep;

    Pages(KubernetesClient client) {
        this(client, UnaryOperator.identity());
    }

    /// @param keep what is kept of each object as it comes
    Pages(KubernetesClient client, UnaryOperator<JsonNode> keep) {
        this.client = client;
        this.keep = keep;
    }

    /// Every object below `path`. Items of a list say neither apiVersion nor kind, so they are added.
    Listed list(String path, String apiVersion, String kind) {
        KubernetesClientException last = null;
        for (int attempt = 0; attempt <= RESTARTS; attempt++) {
            try {
                return new Listed.Items(all(path, apiVersion, kind));
            } catch (KubernetesClientException refused) {
                last = refused;
                if (refused.getCode() != EXPIRED) {
                    break;
                }
            }
        }
        return new Listed.Refused(Objects.requireNonNull(last));
    }

    /// One answer as JSON; throws what the client throws.
    JsonNode get(String path) {
        String body = client.raw(path);
        if (body == null) {
            throw new KubernetesClientException("not found", 404, null);
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new KubernetesClientException(
                    "an answer that is no JSON: " + unreadable.getOriginalMessage(), 502, null);
        }
    }

    /// One object's worth of a request that says how many there are of a kind in the whole cluster.
    Glance glance(String apiVersion, String plural) {
        try {
            JsonNode first = get("%s%s?limit=1".formatted(root(apiVersion), plural));
            JsonNode metadata = first.path("metadata");
            return new Glance.Seen(
                    apiVersion,
                    first.path("items").size()
                            + metadata.path("remainingItemCount").asLong(0),
                    metadata.path("resourceVersion").asText(""));
        } catch (KubernetesClientException refused) {
            return new Glance.Refused(refused);
        }
    }

    /// Where the kinds of a version are served: `/api/v1/` or `/apis/apps/v1/`.
    static String root(String apiVersion) {
        return (apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + apiVersion + "/";
    }

    private List<JsonNode> all(String path, String apiVersion, String kind) {
        var items = new ArrayList<JsonNode>();
        String token = "";
        do {
            JsonNode page = get("%s?limit=%d%s".formatted(path, PAGE, next(token)));
            for (JsonNode item : page.path("items")) {
                items.add(keep.apply(named(item, apiVersion, kind)));
            }
            token = page.path("metadata").path("continue").asText("");
        } while (!token.isEmpty());
        return items;
    }

    private static String next(String token) {
        return token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static JsonNode named(JsonNode item, String apiVersion, String kind) {
        if (!item.isObject() || item.has("kind")) {
            return item;
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.put("apiVersion", apiVersion);
        named.put("kind", kind);
        named.setAll((ObjectNode) item);
        return named;
    }
}
