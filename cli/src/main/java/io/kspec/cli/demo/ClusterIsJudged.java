package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The declaration is applied; the operator judges the cluster by it, gives it a score and writes a report.
final class ClusterIsJudged implements Scene {
    static final String SPECIFICATION = "/apis/kspec.io/v1alpha1/clusterspecifications/production-cluster";
    private static final String REPORTS = "/apis/kspec.io/v1alpha1/namespaces/kspec-system/compliancereports"
            + "?labelSelector=kspec.io/cluster-spec%3Dproduction-cluster&limit=50";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORST = 3;
    private static final List<String> SEVERITIES = List.of("Critical", "High", "Medium", "Low");

    @Override
    public String title() {
        return "A declaration is applied, and the cluster is judged by it";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode specification = Manifest.one(stage.client(), "specification.yaml");
        long started = System.nanoTime();
        Answer applied = stage.api().post(Manifest.collection(specification), specification);
        if (!applied.ok()) {
            throw new SceneFailed("the declaration was refused: %d %s".formatted(applied.code(), applied.message()));
        }
        var told = new ArrayList<String>();
        told.add("%d created ClusterSpecification production-cluster, uid %s (%s)"
                .formatted(applied.code(), applied.uid(), applied.millis()));
        applied.warnings().forEach(warning -> told.add("warning: " + warning));
        Answer judged = stage.seen(PATIENCE, "score in the status of production-cluster", () -> ready(stage));
        long millis = (System.nanoTime() - started) / 1_000_000;
        JsonNode status = judged.body().path("status");
        told.add("score %d: %d of %d checks passed, %d not evaluated; resourceVersion %s (judged after %d ms)"
                .formatted(
                        status.path("complianceScore").asInt(),
                        status.path("summary").path("passedChecks").asInt(),
                        status.path("summary").path("passedChecks").asInt()
                                + status.path("summary").path("failedChecks").asInt(),
                        status.path("summary").path("notEvaluatedChecks").asInt(),
                        judged.resourceVersion(),
                        millis));
        told.addAll(worst(stage, applied.uid()));
        return told;
    }

    /// Judged, and the guards in force.
    private static Optional<Answer> ready(Stage stage) {
        Answer answer = stage.api().get(SPECIFICATION);
        boolean ready = answer.ok()
                && answer.body().path("status").has("complianceScore")
                && condition(answer.body(), "Ready")
                && condition(answer.body(), "WebhookReady")
                && condition(answer.body(), "PolicyEnforced");
        return ready ? Optional.of(answer) : Optional.empty();
    }

    private static boolean condition(JsonNode object, String type) {
        return StreamSupport.stream(object.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True"));
    }

    /// Reports of an earlier specification of this name, if any are left, are not taken for this one's.
    private static List<String> worst(Stage stage, String owner) {
        Answer reports = stage.api().get(REPORTS);
        JsonNode report = reports.ownedBy(owner)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new SceneFailed("no ComplianceReport was written"));
        List<JsonNode> failed = StreamSupport.stream(
                        report.path("spec").path("results").spliterator(), false)
                .filter(result -> result.path("status").asText().equals("Fail"))
                .sorted(Comparator.comparingInt(
                        result -> SEVERITIES.indexOf(result.path("severity").asText())))
                .toList();
        if (failed.stream().noneMatch(result -> result.path("name").asText().equals("privileged-containers"))) {
            throw new SceneFailed("the privileged Deployment was not found by the scan");
        }
        var told = new ArrayList<String>();
        failed.stream()
                .limit(WORST)
                .forEach(result -> told.add("%s %s: %s"
                        .formatted(
                                result.path("severity").asText(),
                                result.path("name").asText(),
                                result.path("message").asText())));
        told.add("the rest stands in ComplianceReport %s, uid %s (%s)"
                .formatted(
                        report.path("metadata").path("name").asText(),
                        report.path("metadata").path("uid").asText(),
                        reports.millis()));
        return told;
    }
}
