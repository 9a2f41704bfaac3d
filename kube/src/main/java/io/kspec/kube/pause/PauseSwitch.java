package io.kspec.kube.pause;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.time.Instant;
import java.util.Optional;

/// Reads and sets the pause of a cluster, as the one who is signed in.
public final class PauseSwitch {
    private static final String MANAGER = "kspec-cli";

    private final KubernetesClient client;
    private final String namespace;
    private final ObjectWriter writer;
    private final ObjectMapper mapper = new ObjectMapper();

    /// @param client stays the caller's to close
    /// @param namespace the operator's
    public PauseSwitch(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.writer = new ObjectWriter(client, MANAGER);
    }

    /// The object that asks for a pause, whether or not that is over; empty when there is none.
    public Reading<Optional<ObjectNode>> current() {
        String uri = "/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, WebhookPause.NAME);
        try {
            String found = client.raw(uri);
            return new Reading.Known<>(
                    found == null ? Optional.empty() : Optional.of(mapper.readValue(found, ObjectNode.class)));
        } catch (KubernetesClientException refused) {
            return refused.getCode() == 404
                    ? new Reading.Known<>(Optional.empty())
                    : new Reading.Unknown<>(failure(refused, "get", "configmaps"));
        } catch (JsonProcessingException garbled) {
            return new Reading.Unknown<>(new Failure.ServerError(uri, "something that is not JSON"));
        }
    }

    /// Begins a pause, and ends an earlier one: every pause is an object of its own, so that its age counts from now.
    public Outcome begin(Optional<ObjectNode> earlier, Instant until, String reason) {
        earlier.ifPresent(this::end);
        ObjectNode object = WebhookPause.object(namespace, until, user(), reason);
        return writer.write(new Change.Create(ObjectKind.CONFIG_MAP, object, "admission is disabled by hand"));
    }

    public Outcome end(ObjectNode pause) {
        return writer.write(new Change.Remove(ObjectKind.CONFIG_MAP, pause, "admission is enabled by hand"));
    }

    /// Who is signed in, as the API server says; empty when it does not.
    private String user() {
        try {
            String answer = client.raw(
                    "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                    "POST",
                    "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}");
            JsonNode review = mapper.readTree(answer == null ? "{}" : answer);
            return review.path("status").path("userInfo").path("username").asText("");
        } catch (KubernetesClientException | JsonProcessingException unknown) {
            return "";
        }
    }

    private Failure failure(KubernetesClientException refused, String verb, String resource) {
        return ApiFailures.of(refused, client.getMasterUrl().toString(), verb, resource, "namespace " + namespace);
    }
}
