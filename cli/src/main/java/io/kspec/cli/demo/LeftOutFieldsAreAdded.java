package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A pod that says nothing about its security is given what the declaration demands, and then admitted.
final class LeftOutFieldsAreAdded implements Scene {
    @Override
    public String title() {
        return "What a pod leaves out is added";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode pod = Manifest.one(stage.client(), "forgetful-pod.yaml");
        Answer answer = stage.api().post(Manifest.collection(pod), pod);
        if (answer.code() != 201) {
            throw new SceneFailed("the pod should have been completed and created; the API server answered %d %s"
                    .formatted(answer.code(), answer.message()));
        }
        JsonNode container = answer.body().path("spec").path("containers").path(0);
        JsonNode added = container.path("securityContext");
        if (!added.path("runAsNonRoot").asBoolean(false)
                || added.path("allowPrivilegeEscalation").asBoolean(true)) {
            throw new SceneFailed("the pod was stored as it came, its securityContext is %s".formatted(added));
        }
        return List.of(
                "%d created Pod forgetful, uid %s (%s)".formatted(answer.code(), answer.uid(), answer.millis()),
                "sent without securityContext, stored with %s".formatted(added));
    }
}
