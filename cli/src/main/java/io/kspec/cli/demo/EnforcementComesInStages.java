package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The declaration is changed to refuse in canary namespaces only: there the bad pod is refused, elsewhere its
/// creator is warned. Then it refuses everywhere again.
final class EnforcementComesInStages implements Scene {
    static final String CANARY = "/api/v1/namespaces/shop-canary";
    private static final String STAGED =
            "{\"spec\":{\"enforcement\":{\"canaryNamespaces\":{\"matchLabels\":{\"stage\":\"canary\"}}}}}";
    private static final String UNSTAGED = "{\"spec\":{\"enforcement\":{\"canaryNamespaces\":null}}}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Enforcement comes in stages: canaries first, warnings elsewhere";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode namespace = Manifest.one(stage.client(), "canary-namespace.yaml");
        demandDone("the namespace shop-canary", stage.api().post(Manifest.collection(namespace), namespace));
        JsonNode pod = Manifest.one(stage.client(), "privileged-pod.yaml");
        ObjectNode inCanary = pod.deepCopy();
        ((ObjectNode) inCanary.path("metadata")).put("namespace", "shop-canary");
        ((ObjectNode) inCanary.path("spec")).put("serviceAccountName", "default");

        demandDone("the stage", stage.api().mergePatch(ClusterIsJudged.SPECIFICATION, STAGED));
        Answer warned = stage.seen(PATIENCE, "warning in place of the refusal", () -> warned(stage, pod));
        Answer refused = stage.seen(PATIENCE, "refusal in the canary namespace", () -> refused(stage, inCanary));
        demandDone("the end of the stage", stage.api().mergePatch(ClusterIsJudged.SPECIFICATION, UNSTAGED));
        Answer again = stage.seen(PATIENCE, "refusal everywhere", () -> refused(stage, pod));
        return List.of(
                "%d in namespace shop, where it only warns (%s)".formatted(warned.code(), warned.millis()),
                "warning: " + warned.warnings().getFirst(),
                "%d in namespace shop-canary (%s)".formatted(refused.code(), refused.millis()),
                "%d in namespace shop, once the stage is over (%s)".formatted(again.code(), again.millis()));
    }

    private static void demandDone(String what, Answer answer) {
        if (!answer.ok()) {
            throw new SceneFailed("%s was refused: %d %s".formatted(what, answer.code(), answer.message()));
        }
    }

    private static Optional<Answer> warned(Stage stage, JsonNode pod) {
        Answer answer = dryRun(stage, pod);
        boolean told = answer.warnings().stream().anyMatch(warning -> warning.contains("production-cluster"));
        return answer.ok() && told ? Optional.of(answer) : Optional.empty();
    }

    private static Optional<Answer> refused(Stage stage, JsonNode pod) {
        Answer answer = dryRun(stage, pod);
        return answer.code() == 403 && answer.message().contains("kspec") ? Optional.of(answer) : Optional.empty();
    }

    private static Answer dryRun(Stage stage, JsonNode pod) {
        return stage.api().post(Manifest.collection(pod) + "?dryRun=All", pod);
    }
}
