package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// `kubectl debug` with a privileged container into a running pod is refused: ephemeral containers count.
final class PrivilegedDebugContainerIsRefused implements Scene {
    @Override
    public String title() {
        return "A privileged debug container is refused in a running pod";
    }

    @Override
    public List<String> play(Stage stage) {
        Answer pods = stage.api().get("/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=1");
        String name =
                pods.body().path("items").path(0).path("metadata").path("name").asText("");
        if (name.isEmpty()) {
            throw new SceneFailed("Deployment web has no pod to debug");
        }
        JsonNode patch = Manifest.one(stage.client(), "debug-container.yaml");
        Answer answer = stage.api().patch("/api/v1/namespaces/shop/pods/%s/ephemeralcontainers".formatted(name), patch);
        PrivilegedPodIsRefused.demandRefusal("the privileged debug container", answer);
        return List.of("%d for pod %s (%s)".formatted(answer.code(), name, answer.millis()), answer.message());
    }
}
