package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// kspec does not stand in the way of what is as it should be.
final class CompliantPodIsAdmitted implements Scene {
    @Override
    public String title() {
        return "A compliant pod is admitted";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode pod = Manifest.one(stage.client(), "compliant-pod.yaml");
        Answer answer = stage.api().post(Manifest.collection(pod), pod);
        if (answer.code() != 201) {
            throw new SceneFailed("the compliant pod should have been created; the API server answered %d %s"
                    .formatted(answer.code(), answer.message()));
        }
        return List.of("%d created Pod checkout, uid %s (%s)".formatted(answer.code(), answer.uid(), answer.millis()));
    }
}
