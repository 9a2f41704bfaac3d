package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Somebody deletes the admission registration: it comes back, the bad pod is refused again, and a report tells.
final class DeletedGuardComesBack implements Scene {
    private static final String GUARD = OperatorIsRunning.GUARD;
    private static final String DRIFT = "/apis/kspec.io/v1alpha1/namespaces/kspec-system/driftreports"
            + "?labelSelector=kspec.io/cluster-spec%3Dproduction-cluster&limit=50";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public String title() {
        return "A deleted guard comes back by itself";
    }

    @Override
    public List<String> play(Stage stage) {
        String before = stage.api().get(GUARD).uid();
        Answer deleted = stage.api().delete(GUARD);
        if (!deleted.ok() || before.isEmpty()) {
            throw new SceneFailed("the guard could not be deleted: %d %s".formatted(deleted.code(), deleted.message()));
        }
        long from = System.nanoTime();
        Answer back = stage.seen(PATIENCE, "registration after it was deleted", () -> restored(stage, before));
        long restored = millisSince(from);
        Answer refused = stage.seen(PATIENCE, "refusal of the privileged pod", () -> refusedAgain(stage));
        long effective = millisSince(from);
        JsonNode report = stage.seen(PATIENCE, "DriftReport about the deletion", () -> report(stage));
        JsonNode event = report.path("spec").path("events").path(0);
        return List.of(
                "%d deleted ValidatingWebhookConfiguration kspec-validating-webhook, uid %s (%s)"
                        .formatted(deleted.code(), before, deleted.millis()),
                "restored as uid %s, resourceVersion %s (after %d ms)"
                        .formatted(back.uid(), back.resourceVersion(), restored),
                "%d for the privileged pod again (after %d ms)".formatted(refused.code(), effective),
                "DriftReport %s: %s; %s %s"
                        .formatted(
                                report.path("metadata").path("name").asText(),
                                event.path("message").asText(),
                                event.path("remediation").path("action").asText(),
                                event.path("remediation").path("status").asText()));
    }

    private static Optional<Answer> restored(Stage stage, String before) {
        Answer answer = stage.api().get(GUARD);
        return answer.ok() && !answer.uid().equals(before) ? Optional.of(answer) : Optional.empty();
    }

    /// A dry run, so that a pod that slips through in between is not stored.
    private static Optional<Answer> refusedAgain(Stage stage) {
        JsonNode pod = Manifest.one(stage.client(), "privileged-pod.yaml");
        Answer answer = stage.api().post(Manifest.collection(pod) + "?dryRun=All", pod);
        return answer.code() == 403 && answer.message().contains("kspec") ? Optional.of(answer) : Optional.empty();
    }

    private static Optional<JsonNode> report(Stage stage) {
        String owner = stage.api().get(ClusterIsJudged.SPECIFICATION).uid();
        return stage.api()
                .get(DRIFT)
                .ownedBy(owner)
                .filter(report -> report.path("spec")
                        .path("events")
                        .path(0)
                        .path("driftType")
                        .asText()
                        .equals("deleted"))
                .findFirst();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
