package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Somebody writes a condition into the registration that is never true: nothing would be asked any more. It goes.
final class TamperedGuardIsMended implements Scene {
    private static final String GUARD = OperatorIsRunning.GUARD;
    private static final String HOLE = "demo-hole";
    private static final String TAMPERER = "somebody-else";
    private static final String DRIFT = "/apis/kspec.io/v1alpha1/namespaces/kspec-system/driftreports"
            + "?labelSelector=kspec.io/cluster-spec%3Dproduction-cluster&limit=50";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public String title() {
        return "A hole that somebody made in a guard is closed";
    }

    @Override
    public List<String> play(Stage stage) {
        Answer torn = tear(stage);
        long from = System.nanoTime();
        Answer mended = stage.seen(PATIENCE, "registration without the hole", () -> mended(stage, torn));
        long millis = (System.nanoTime() - from) / 1_000_000;
        JsonNode pod = Manifest.one(stage.client(), "privileged-pod.yaml");
        Answer refused = stage.seen(PATIENCE, "refusal of the privileged pod", () -> refused(stage, pod));
        JsonNode event = stage.seen(PATIENCE, "DriftReport about the change", () -> reported(stage));
        return List.of(
                "%d wrote matchCondition \"false\" into every entry, resourceVersion %s (%s)"
                        .formatted(torn.code(), torn.resourceVersion(), torn.millis()),
                "gone in resourceVersion %s (after %d ms)".formatted(mended.resourceVersion(), millis),
                "%d for the privileged pod again".formatted(refused.code()),
                "DriftReport: %s".formatted(event.path("message").asText()));
    }

    private static Answer tear(Stage stage) {
        Answer live = stage.api().get(GUARD);
        ObjectNode torn = live.body().deepCopy();
        for (JsonNode entry : torn.path("webhooks")) {
            ((ObjectNode) entry)
                    .putArray("matchConditions")
                    .addObject()
                    .put("name", HOLE)
                    .put("expression", "false");
        }
        Answer written = stage.api().put(GUARD + "?fieldManager=" + TAMPERER, torn);
        if (!written.ok()) {
            throw new SceneFailed("the guard could not be changed: %d %s".formatted(written.code(), written.message()));
        }
        return written;
    }

    private static Optional<Answer> mended(Stage stage, Answer torn) {
        Answer answer = stage.api().get(GUARD);
        boolean whole = answer.ok()
                && !answer.resourceVersion().equals(torn.resourceVersion())
                && !answer.body().toString().contains(HOLE);
        return whole ? Optional.of(answer) : Optional.empty();
    }

    /// A dry run, so that a pod that slips through in between is not stored.
    private static Optional<Answer> refused(Stage stage, JsonNode pod) {
        Answer answer = stage.api().post(Manifest.collection(pod) + "?dryRun=All", pod);
        return answer.code() == 403 && answer.message().contains("kspec") ? Optional.of(answer) : Optional.empty();
    }

    private static Optional<JsonNode> reported(Stage stage) {
        String owner = stage.api().get(ClusterIsJudged.SPECIFICATION).uid();
        return stage.api()
                .get(DRIFT)
                .ownedBy(owner)
                .flatMap(report -> report.path("spec").path("events").valueStream())
                .filter(event -> event.path("driftType").asText().equals("modified"))
                .filter(event -> event.toString().contains("matchConditions"))
                .findFirst();
    }
}
