package io.kspec.acceptance.fault;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.status.Condition;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import io.kspec.operator.OperatorOptions;
import io.kspec.operator.OperatorProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An operator in this JVM, watched from outside: by what stands in its cluster. Closing takes back what it made.
final class OperatorOnCluster implements AutoCloseable {
    static final String NAMESPACE = "kspec-system";
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final OperatorProgram program;

    OperatorOnCluster(KubernetesClient client, OperatorOptions options) {
        this(client, client, options, Clock.systemUTC());
    }

    /// @param client of the test, to which nothing happens
    /// @param own what the operator itself works with
    OperatorOnCluster(KubernetesClient client, KubernetesClient own, OperatorOptions options, Clock clock) {
        this.client = client;
        Crds.install(client);
        if (namespace().get() == null) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        }
        this.program = new OperatorProgram(own, options, clock);
    }

    OperatorProgram program() {
        return program;
    }

    Resource<ClusterSpecification> specification(String name) {
        return client.resources(ClusterSpecification.class).withName(name);
    }

    /// What a path of its health port answers.
    HttpResponse<String> health(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(program.healthPort(), path));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /// Names of the native policies that stand.
    List<String> policies() {
        return client
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .withLabel("app.kubernetes.io/managed-by", "kspec")
                .list()
                .getItems()
                .stream()
                .map(policy -> policy.getMetadata().getName())
                .toList();
    }

    /// Waits until a condition of a specification has a status.
    Condition awaitCondition(String specification, String type, String status) {
        return await(type + " of " + specification)
                .atMost(PATIENCE)
                .until(() -> condition(specification, type), found -> found.filter(
                                condition -> condition.status().equals(status))
                        .isPresent())
                .orElseThrow();
    }

    Optional<Condition> condition(String specification, String type) {
        return Optional.ofNullable(specification(specification).get())
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> status.conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst());
    }

    List<ComplianceReport> reports() {
        return client.resources(ComplianceReport.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }

    /// About guards, and not about what objects came to break.
    List<DriftReport> driftReports() {
        return client.resources(DriftReport.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(report -> report.getSpec().events().stream()
                        .noneMatch(event -> event.type() == DriftEventType.COMPLIANCE))
                .toList();
    }

    Resource<ValidatingWebhookConfiguration> registration() {
        return client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("kspec-validating-webhook");
    }

    private Resource<Namespace> namespace() {
        return client.namespaces().withName(NAMESPACE);
    }

    @Override
    public void close() {
        client.resources(ClusterSpecification.class).delete();
        await("end of every specification").atMost(PATIENCE).until(() -> client.resources(ClusterSpecification.class)
                .list()
                .getItems()
                .isEmpty());
        program.close();
        registration().delete();
        namespace().delete();
        await("end of " + NAMESPACE).atMost(PATIENCE).until(() -> namespace().get() == null);
    }
}
