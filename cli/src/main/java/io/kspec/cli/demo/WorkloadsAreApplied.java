package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A shop runs in the cluster before anybody declared anything: `web` as it should be, `legacy` privileged.
final class WorkloadsAreApplied implements Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Workloads run: one as it should be, one privileged";
    }

    @Override
    public List<String> play(Stage stage) {
        var told = new ArrayList<String>();
        for (JsonNode object : Manifest.all(stage.client(), "workloads.yaml")) {
            Answer answer = stage.api().post(Manifest.collection(object), object);
            if (!answer.ok()) {
                throw new SceneFailed("%s was not created: %d %s"
                        .formatted(object.path("kind").asText(), answer.code(), answer.message()));
            }
            told.add("%d created %s %s, uid %s (%s)"
                    .formatted(
                            answer.code(),
                            object.path("kind").asText(),
                            object.path("metadata").path("name").asText(),
                            answer.uid(),
                            answer.millis()));
        }
        Until.seen(PATIENCE, "running pod of Deployment legacy", () -> running(stage));
        return told;
    }

    private static Optional<String> running(Stage stage) {
        JsonNode pods =
                stage.api().get("/api/v1/namespaces/shop/pods?limit=50").body().path("items");
        long running = 0;
        for (JsonNode pod : pods) {
            running += pod.path("status").path("phase").asText("").equals("Running") ? 1 : 0;
        }
        return running >= 3 ? Optional.of("running") : Optional.empty();
    }
}
