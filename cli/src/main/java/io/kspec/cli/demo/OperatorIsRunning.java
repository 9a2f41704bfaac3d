package io.kspec.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The operator runs as a process of its own and has registered its admission.
final class OperatorIsRunning implements Scene {
    static final String GUARD =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/kspec-validating-webhook";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public String title() {
        return "The kspec operator runs and has registered its admission";
    }

    @Override
    public List<String> play(Stage stage) {
        Answer registered = stage.seen(PATIENCE, "registration by the operator", () -> registered(stage));
        Answer kind = stage.api()
                .get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusterspecifications.kspec.io");
        return List.of(
                "%d ClusterSpecification is a kind of this cluster, uid %s (%s)"
                        .formatted(kind.code(), kind.uid(), kind.millis()),
                "%d ValidatingWebhookConfiguration kspec-validating-webhook, uid %s (%s)"
                        .formatted(registered.code(), registered.uid(), registered.millis()),
                "process %d, its log: %s"
                        .formatted(stage.operator().pid(), stage.operator().log()));
    }

    private static Optional<Answer> registered(Stage stage) {
        Answer answer = stage.api().get(GUARD);
        return answer.ok() ? Optional.of(answer) : Optional.empty();
    }
}
