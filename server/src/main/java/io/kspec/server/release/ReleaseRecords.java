package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.write.ObjectKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Helm's own records: one Secret per revision, labelled with its status, holding the release as JSON, gzipped and
/// twice in base64.
final class ReleaseRecords {
    private static final int LARGEST_RELEASE = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final ReleaseName release;

    ReleaseRecords(KubernetesClient client, ReleaseName release) {
        this.client = client;
        this.release = release;
    }

    /// A revision's Secret and what it says.
    record Stored(GenericKubernetesResource secret, ObjectNode payload) {
        int number() {
            return payload.path("version").asInt();
        }

        String status() {
            return payload.path("info").path("status").asText();
        }
    }

    /// The newest first. Throws what the client throws.
    List<Stored> all() {
        return client
                .genericKubernetesResources(ObjectKind.SECRET.context())
                .inNamespace(release.namespace())
                .withLabels(Map.of("owner", "helm", "name", release.name()))
                .list()
                .getItems()
                .stream()
                .map(secret -> new Stored(secret, payload(secret)))
                .sorted(Comparator.comparingInt(Stored::number).reversed())
                .toList();
    }

    /// Writes another status, under the resourceVersion that was read.
    void mark(Stored stored, String status, String because) {
        ObjectNode payload = stored.payload().deepCopy();
        ((ObjectNode) payload.path("info")).put("status", status).put("description", because);
        GenericKubernetesResource secret = stored.secret();
        secret.getMetadata().getLabels().put("status", status);
        secret.setAdditionalProperty("data", Map.of("release", encoded(payload)));
        client.genericKubernetesResources(ObjectKind.SECRET.context())
                .inNamespace(release.namespace())
                .resource(secret)
                .update();
    }

    private static ObjectNode payload(GenericKubernetesResource secret) {
        JsonNode data = JSON.valueToTree(secret.getAdditionalProperties()).path("data");
        byte[] helms = Base64.getDecoder().decode(data.path("release").asText());
        byte[] zipped = Base64.getDecoder().decode(helms);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return (ObjectNode) JSON.readTree(unzipped.readNBytes(LARGEST_RELEASE));
        } catch (IOException foreign) {
            throw new UncheckedIOException(
                    "Secret %s holds no release of Helm"
                            .formatted(secret.getMetadata().getName()),
                    foreign);
        }
    }

    private static String encoded(ObjectNode payload) {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(JSON.writeValueAsBytes(payload));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] helms = Base64.getEncoder().encode(zipped.toByteArray());
        return Base64.getEncoder()
                .encodeToString(new String(helms, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII));
    }
}
