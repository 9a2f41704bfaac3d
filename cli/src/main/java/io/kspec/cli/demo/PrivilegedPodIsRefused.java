package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A privileged pod is refused before it exists, with a reason that helps.
final class PrivilegedPodIsRefused implements Scene {
    private static final int FORBIDDEN = 403;

    @Override
    public String title() {
        return "A privileged pod is refused";
    }

    @Override
    public List<String> play(Stage stage) {
        JsonNode pod = Manifest.one(stage.client(), "privileged-pod.yaml");
        Answer answer = stage.api().post(Manifest.collection(pod), pod);
        demandRefusal("the privileged pod", answer);
        Answer gone = stage.api().get(Manifest.path(pod));
        if (gone.code() != 404) {
            throw new SceneFailed("the refused pod is in the cluster: GET answered %d".formatted(gone.code()));
        }
        return List.of(
                "%d (%s)".formatted(answer.code(), answer.millis()),
                answer.message(),
                "%d: it was never stored (%s)".formatted(gone.code(), gone.millis()));
    }

    /// That kspec refused, and not somebody else.
    static void demandRefusal(String what, Answer answer) {
        if (answer.code() != FORBIDDEN || !answer.message().contains("kspec")) {
            throw new SceneFailed("%s should have been refused by kspec with 403; the API server answered %d %s"
                    .formatted(what, answer.code(), answer.message()));
        }
    }
}
