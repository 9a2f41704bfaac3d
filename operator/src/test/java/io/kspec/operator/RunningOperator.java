package io.kspec.operator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.status.Condition;
import io.kspec.kube.connect.LeanSerialization;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An operator in this JVM, on a real API server, with what tests ask of it. Closing takes back everything it made.
final class RunningOperator implements AutoCloseable {
    static final String NAMESPACE = "kspec-system";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final KubernetesClient own;
    private final OperatorProgram program;
    private final ObjectMapper mapper = new ObjectMapper();

    RunningOperator(KubernetesClient client, OperatorOptions options) {
        this.client = client;
        Crds.install(client);
        if (client.namespaces().withName(NAMESPACE).get() == null) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        }
        this.own = LeanSerialization.client(client.getConfiguration());
        this.program = new OperatorProgram(own, options, Clock.systemUTC());
    }

    OperatorProgram program() {
        return program;
    }

    /// Creates a specification and waits until it was judged and its guards stand.
    ClusterSpecification declare(String yaml) {
        ClusterSpecification created = client.resource(
                        client.getKubernetesSerialization().unmarshal(yaml, ClusterSpecification.class))
                .create();
        return awaitJudged(
                created.getMetadata().getName(), created.getMetadata().getGeneration());
    }

    ClusterSpecification awaitJudged(String name, long generation) {
        return await("judgement of " + name)
                .atMost(PATIENCE)
                .until(
                        () -> specification(name),
                        found -> found != null
                                && found.getStatus() != null
                                && found.getStatus().complianceScore() != null
                                && Long.valueOf(generation)
                                        .equals(found.getStatus().observedGeneration())
                                && !condition(found, "PolicyEnforced").reason().equals("PoliciesNotReady")
                                && !condition(found, "WebhookReady").reason().equals("RegistrationFailed"));
    }

    ClusterSpecification specification(String name) {
        return client.resources(ClusterSpecification.class).withName(name).get();
    }

    static Condition condition(ClusterSpecification specification, String type) {
        return specification.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<ComplianceReport> reports(String specification) {
        return ofThis(ComplianceReport.class, specification);
    }

    /// What happened to guards.
    List<DriftReport> drift(String specification) {
        return drift(specification, false);
    }

    /// Which objects came to break a rule.
    List<DriftReport> complianceDrift(String specification) {
        return drift(specification, true);
    }

    private List<DriftReport> drift(String specification, boolean compliance) {
        return ofThis(DriftReport.class, specification).stream()
                .filter(report -> report.getSpec().events().stream()
                        .allMatch(event -> (event.type() == DriftEventType.COMPLIANCE) == compliance))
                .toList();
    }

    /// Those of the specification as it is now; the garbage collector may not have reached those of an earlier one.
    private <T extends HasMetadata> List<T> ofThis(Class<T> type, String specification) {
        ClusterSpecification owner = specification(specification);
        return client
                .resources(type)
                .inNamespace(NAMESPACE)
                .withLabel("kspec.io/cluster-spec", specification)
                .list()
                .getItems()
                .stream()
                .filter(report -> owner == null
                        || report.getMetadata()
                                .getOwnerReferences()
                                .getFirst()
                                .getUid()
                                .equals(owner.getMetadata().getUid()))
                .toList();
    }

    /// Applies YAML as it is, by plain create.
    GenericKubernetesResource create(String yaml) {
        return client.resource(client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    Optional<JsonNode> guard(String plural, String name) {
        String text = client.raw("/apis/admissionregistration.k8s.io/v1/%s/%s".formatted(plural, name));
        return Optional.ofNullable(text).map(this::json);
    }

    List<String> policies() {
        var names = new java.util.ArrayList<String>();
        json(client.raw("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies"))
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        return names;
    }

    JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /// Deletes a specification and waits until the operator let it go.
    void retire(String name) {
        client.resources(ClusterSpecification.class).withName(name).delete();
        await("end of " + name).atMost(PATIENCE).until(() -> specification(name) == null);
    }

    @Override
    public void close() {
        client.resources(ClusterSpecification.class)
                .list()
                .getItems()
                .forEach(left -> retire(left.getMetadata().getName()));
        program.close();
        own.close();
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("kspec-validating-webhook")
                .delete();
    }
}
