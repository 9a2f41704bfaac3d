package io.kspec.server.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The manifest of a chart, as `helm push` writes it into a registry. Digests are SHA-256, 64 hexadecimal digits.
final class OciManifest {
    static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private static final String LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private OciManifest() {}

    /// The digest of the layer that is the archive; empty when this is of no Helm chart.
    static Optional<String> archive(JsonNode manifest) {
        return manifest.path("layers")
                .valueStream()
                .filter(layer -> layer.path("mediaType").asText().equals(LAYER))
                .flatMap(layer -> digest(layer).stream())
                .findFirst();
    }

    /// Of what a descriptor describes; empty when it was made with another function.
    static Optional<String> digest(JsonNode descriptor) {
        return Optional.of(DIGEST.matcher(descriptor.path("digest").asText()))
                .filter(Matcher::matches)
                .map(digest -> digest.group(1));
    }

    /// Missing when the text is no JSON.
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /// Missing when the bytes are no JSON.
    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}
