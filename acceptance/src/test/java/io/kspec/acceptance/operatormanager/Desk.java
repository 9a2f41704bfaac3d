package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the people of the story do with the server: an administrator, another one who decides, a third one who
/// decides as well where one does not suffice, and an operator.
record Desk(Api admin, Api decider, Api witness, Api operator) {
    static final String OPERATOR = "widgets";
    static final String NAMESPACE = "widgets-system";
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final List<String> ENDS = List.of("Completed", "Failed", "RolledBack", "Cancelled", "Skipped");

    static Desk at(ServerProgram server) {
        Api admin = server.api().as(server.firstAdmin("token"));
        return new Desk(
                admin,
                token(admin, "second admin", "Admin"),
                token(admin, "third admin", "Admin"),
                token(admin, "rollouts", "Operator"));
    }

    private static Api token(Api admin, String name, String role) {
        Api.Answer answer = admin.post(
                "/authentication/tokens",
                Map.of(
                        "name", name,
                        "roles", List.of(role),
                        "expiresAt", Instant.now().plus(Duration.ofDays(1)).toString()));
        return admin.as(answer.is(201).text("token"));
    }

    void register(Site site) {
        admin.post(
                        "/clusters",
                        Map.of(
                                "name", site.name(),
                                "environment", site.environment(),
                                "kubeconfig", site.kubeconfig()))
                .is(201);
    }

    /// Registers the sample operator with these versions, whose archives are made in `scratch`.
    void registerOperator(Path scratch, SampleVersion... versions) {
        operator.post(
                        "/operators",
                        Map.of(
                                "name",
                                OPERATOR,
                                "namespace",
                                NAMESPACE,
                                "chartRepository",
                                "upload://charts",
                                "chartName",
                                "sample-operator",
                                "crdNames",
                                List.of("widgets.sample.kspec.io")))
                .is(201);
        for (SampleVersion version : versions) {
            operator.upload("/operators/%s/versions".formatted(OPERATOR), SampleCharts.archive(version, scratch))
                    .is(201);
        }
    }

    /// Begins a rollout; its id.
    String deploy(String version, List<Site> sites, Map<String, ?> strategy) {
        return deployAs(operator, version, sites, strategy);
    }

    /// Begins a rollout for this person; its id.
    String deployAs(Api requester, String version, List<Site> sites, Map<String, ?> strategy) {
        var body = new TreeMap<String, Object>(strategy);
        body.put("operatorName", OPERATOR);
        body.put("targetVersion", version);
        body.put("targetClusters", sites.stream().map(Site::name).toList());
        return requester.post("/deployments", body).is(202).text("deploymentId");
    }

    /// Waits for its end, while the decider approves whatever is asked.
    JsonNode approveUntilEnd(String deployment) {
        return awaitThat(
                deployment,
                "the end of " + deployment,
                whole -> ENDS.contains(whole.path("status").asText()));
    }

    void assertEnd(String deployment, String state) {
        JsonNode whole = approveUntilEnd(deployment);
        assertThat(whole.path("status").asText()).as(whole.toPrettyString()).isEqualTo(state);
    }

    void awaitState(String deployment, String state) {
        await(state + " of " + deployment)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> deployment(deployment).path("status").asText().equals(state));
    }

    JsonNode deployment(String deployment) {
        return operator.get("/deployments/" + deployment).is(200).body();
    }

    /// Ids of the requests that wait for a decision about it.
    List<String> pending(String deployment) {
        return decider.get("/approvals?deploymentId=" + deployment)
                .is(200)
                .body()
                .path("approvals")
                .valueStream()
                .map(approval -> approval.path("approvalId").asText())
                .toList();
    }

    /// Waits until consent is asked for; the ids of the requests.
    List<String> awaitPending(String deployment) {
        return await("a request for consent")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> pending(deployment), pending -> !pending.isEmpty());
    }

    /// Waits until the deployment is as wished, while the decider approves whatever is asked.
    JsonNode awaitThat(String deployment, String wish, Predicate<JsonNode> fulfilled) {
        return await(wish)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            pending(deployment).forEach(this::approve);
                            return deployment(deployment);
                        },
                        fulfilled);
    }

    void reject(String approval) {
        decider.post("/approvals/%s/reject".formatted(approval), Map.of("reason", "the note is in use"))
                .is(200);
    }

    private void approve(String approval) {
        String path = "/approvals/%s/approve".formatted(approval);
        Api.Answer first = decider.post(path, Map.of("notes", "seen")).is(200);
        if (first.text("status").equals("Pending")) {
            witness.post(path, Map.of("notes", "seen too")).is(200);
        }
    }
}
