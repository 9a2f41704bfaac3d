package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A team asks for a score of its own namespace with a DevOpsPolicy.
final class NamespaceIsScored implements Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "A team's DevOpsPolicy gives its namespace a score";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode policy = Manifest.one(stage.client(), "devops-policy.yaml");
        String collection = "/apis/devops.stochastic.io/v1/namespaces/shop/devopspolicies";
        Answer applied = stage.api().post(collection, policy);
        if (!applied.ok()) {
            throw new SceneFailed("the policy was refused: %d %s".formatted(applied.code(), applied.message()));
        }
        JsonNode status = stage.seen(PATIENCE, "score in the status of DevOpsPolicy shop", () -> {
            JsonNode now = stage.api().get(collection + "/shop").body().path("status");
            return now.has("healthScore") ? Optional.of(now) : Optional.empty();
        });
        if (status.path("violations").asInt() == 0) {
            throw new SceneFailed("pods without probes were not found");
        }
        return List.of(
                "%d created DevOpsPolicy shop, uid %s (%s)".formatted(applied.code(), applied.uid(), applied.millis()),
                "score %d: %s"
                        .formatted(
                                status.path("healthScore").asInt(),
                                status.path("message").asText()));
    }
}
