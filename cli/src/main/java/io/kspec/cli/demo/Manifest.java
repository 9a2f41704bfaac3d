package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The demo's own manifests, which lie beside this class.
final class Manifest {
    private Manifest() {}

    static List<JsonNode> all(KubernetesClient client, String name) {
        return Arrays.stream(text(name).split("(?m)^---$"))
                .map(document -> client.getKubernetesSerialization().unmarshal(document, JsonNode.class))
                .toList();
    }

    static JsonNode one(KubernetesClient client, String name) {
        return all(client, name).getFirst();
    }

    /// Where objects of this kind are created.
    static String collection(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String namespace = object.path("metadata").path("namespace").asText("");
        String plural = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
        String root = apiVersion.indexOf('/') < 0 ? "/api/" + apiVersion : "/apis/" + apiVersion;
        return namespace.isEmpty()
                ? "%s/%s".formatted(root, plural)
                : "%s/namespaces/%s/%s".formatted(root, namespace, plural);
    }

    static String path(JsonNode object) {
        return collection(object) + "/" + object.path("metadata").path("name").asText();
    }

    static String text(String name) {
        try (InputStream file =
                Objects.requireNonNull(Manifest.class.getResourceAsStream(name), () -> "no manifest " + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("manifest " + name, unreadable);
        }
    }
}
