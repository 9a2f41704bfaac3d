package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A version that would make the API server forget what users wrote waits for another person, and its requester is
/// not that person.
final class LossyUpgradeWaits implements Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "A version that would lose what users wrote waits for somebody else's consent";
    }

    @Override
    public List<String> play(Stage stage) {
        Fleet fleet = stage.fleet();
        String id = fleet.ask(
                        "deployments",
                        "create",
                        DemoChart.NAME,
                        DemoChart.WITHOUT_NOTE.version(),
                        "--cluster",
                        OperatorManagerIsUp.CLUSTER,
                        "--strategy",
                        "direct")
                .path("deploymentId")
                .asText();
        JsonNode waiting = Until.seen(PATIENCE, "deployment that waits for consent", () -> {
            JsonNode now = fleet.ask("deployments", "get", id);
            return now.path("approvals").isEmpty() ? Optional.empty() : Optional.of(now);
        });
        String approval = fleet.ask("approvals", "list", "--deployment", id)
                .path("approvals")
                .path(0)
                .path("approvalId")
                .asText();
        Fleet.Said own = fleet.attempt("approvals", "approve", approval);
        if (own.code() == 0) {
            throw new SceneFailed("the requester could consent to the own request");
        }
        if (!own.err().contains("You asked for this yourself")) {
            throw new SceneFailed("the consent was not refused for its giver: " + own.err());
        }
        fleet.run("deployments", "cancel", id, "--yes");
        return List.of(
                "kspec deployments create %s %s: waits for consent, because %s"
                        .formatted(
                                DemoChart.NAME,
                                DemoChart.WITHOUT_NOTE.version(),
                                waiting.path("warnings").path(0).asText()),
                "kspec approvals approve %s: %s"
                        .formatted(approval, own.err().lines().findFirst().orElse("")),
                "kspec deployments cancel: nothing was changed");
    }
}
