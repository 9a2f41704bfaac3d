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
        JsonNode pods = answer.body().path("spec").path("securityContext");
        JsonNode containers =
                answer.body().path("spec").path("containers").path(0).path("securityContext");
        if (containers.path("allowPrivilegeEscalation").asBoolean(true)
                || !(pods.path("runAsNonRoot").asBoolean(false)
                        || containers.path("runAsNonRoot").asBoolean(false))) {
            throw new SceneFailed("the pod was stored as it came, with securityContext %s and in its container %s"
                    .formatted(pods, containers));
        }
        return List.of(
                "%d created Pod forgetful, uid %s (%s)".formatted(answer.code(), answer.uid(), answer.millis()),
                "sent without securityContext, stored with %s and in its container %s".formatted(pods, containers));
    }
}
