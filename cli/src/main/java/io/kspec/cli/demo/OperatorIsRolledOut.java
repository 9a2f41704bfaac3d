package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// An operator is registered, its first version installed, and users begin to write custom resources.
final class OperatorIsRolledOut implements Scene {
    static final String GADGETS = "/apis/demo.kspec.io/v1/namespaces/default/gadgets";
    static final int USERS_WROTE = 50;

    @Override
    public String title() {
        return "An operator is rolled out, and users begin to write custom resources";
    }

    @Override
    public List<String> play(Stage stage) {
        Fleet fleet = stage.fleet();
        fleet.run(
                "operators",
                "register",
                DemoChart.NAME,
                "--namespace",
                "gadgets-system",
                "--repository",
                "upload://charts");
        var told = new ArrayList<String>();
        for (DemoChart chart : List.of(DemoChart.FIRST, DemoChart.WITH_COLOR, DemoChart.WITHOUT_NOTE)) {
            fleet.run(
                    "operators",
                    "upload",
                    DemoChart.NAME,
                    chart.packed(fleet.directory()).toString());
        }
        told.add("kspec operators upload %s: 1.0.0, 1.1.0, 2.0.0".formatted(DemoChart.NAME));
        told.add(rolledOut(fleet, DemoChart.FIRST));
        for (int number = 0; number < USERS_WROTE; number++) {
            Answer answer = stage.api().post(GADGETS, gadget(number));
            if (!answer.ok()) {
                throw new SceneFailed("a Gadget was refused: %d %s".formatted(answer.code(), answer.message()));
            }
        }
        told.add("201 created %d Gadgets with a note each".formatted(USERS_WROTE));
        return told;
    }

    /// Rolls a version out and stays until it has ended well.
    static String rolledOut(Fleet fleet, DemoChart chart) {
        String[] words = {
            "deployments",
            "create",
            DemoChart.NAME,
            chart.version(),
            "--cluster",
            OperatorManagerIsUp.CLUSTER,
            "--strategy",
            "direct"
        };
        String id = fleet.ask(words).path("deploymentId").asText();
        fleet.run("deployments", "watch", id);
        JsonNode ended = fleet.ask("deployments", "get", id);
        return "kspec %s: %s".formatted(Fleet.said(words), ended.path("status").asText());
    }

    private static ObjectNode gadget(int number) {
        ObjectNode gadget = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "demo.kspec.io/v1")
                .put("kind", "Gadget");
        gadget.putObject("metadata").put("name", "gadget-" + number);
        gadget.putObject("spec").put("size", number).put("note", "do not forget me");
        return gadget;
    }
}
