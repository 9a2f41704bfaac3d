package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Kspec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeploymentsTest {
    private static final String ID = "5f0c";

    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCanarySendsItsSettingsAndShowsPlanAndWarnings() {
        server.answers("POST /deployments", 202, """
                {"deploymentId": "5f0c", "operatorName": "db", "targetVersion": "2.0.0", "previousVersion": "1.0.0",
                 "strategy": "Canary", "status": "Planning", "targetClusters": ["dev-1", "prod-eu"],
                 "approvalStatus": "Pending", "startedAt": "2026-11-22T10:00:00Z", "waitingFor": "Approval",
                 "warnings": ["prod-eu is in an early stage"], "plan": {"waves": [["dev-1"], ["prod-eu"]]}}
                """);
        Kspec.Ended ended = run(
                "deployments",
                "create",
                "db",
                "2.0.0",
                "-c",
                "dev-1,prod-eu",
                "--strategy",
                "canary",
                "--initial",
                "10",
                "--increment",
                "20",
                "--evaluation",
                "5m",
                "--threshold",
                "0.95",
                "--set",
                "replicas=3",
                "--no-auto-rollback",
                "--require-approval");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(server.last().body())
                .isEqualTo("{\"operatorName\":\"db\",\"targetVersion\":\"2.0.0\","
                        + "\"targetClusters\":[\"dev-1\",\"prod-eu\"],\"autoRollbackEnabled\":false,"
                        + "\"requireApproval\":true,\"strategy\":\"Canary\",\"canaryConfig\":{"
                        + "\"evaluationPeriod\":\"PT5M\",\"incrementPercentage\":20,\"initialPercentage\":10,"
                        + "\"successThreshold\":0.95},\"helmValues\":{\"replicas\":3}}");
        assertThat(ended.out())
                .contains("1.0.0 -> 2.0.0")
                .contains("Wave 1:       dev-1")
                .contains("Next: kspec approvals list --deployment 5f0c");
        assertThat(ended.err()).contains("early stage").contains("kspec deployments watch 5f0c");
    }

    @ParameterizedTest
    @CsvSource({
        "'--initial 10', belongs to a strategy",
        "'--strategy rolling --initial 10', does not belong to strategy rolling",
        "'--strategy blue-green --parallel 3', does not belong to strategy blue-green",
        "'--strategy purple', is no strategy",
        "'--strategy canary --evaluation soon', is no duration"
    })
    void aSettingOfAnotherStrategyIsWrongUsage(String options, String why) {
        Kspec.Ended ended = run(("deployments create db 2.0.0 -c dev-1 " + options).split(" ", -1));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(why);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'--strategy blue-green --manual-switch --validation 10m', blueGreenConfig, '\"autoSwitch\":false'",
        "'--strategy rolling --order a,b --pause 2m', rollingConfig, '\"clusterOrder\":[\"a\",\"b\"]'",
        "'--strategy rolling --continue-on-failure', rollingConfig, '\"stopOnFailure\":false'",
        "'--strategy Direct --parallel 3 --skip-health-checks', directConfig, '\"parallelClusters\":3'"
    })
    void everyStrategyHasItsSettings(String options, String config, String setting) {
        server.answers("POST /deployments", 202, "{\"deploymentId\": \"5f0c\", \"status\": \"Planning\"}");
        Kspec.Ended ended = run(("deployments create db 2.0.0 -c a -c b " + options).split(" ", -1));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(server.last().body()).contains(config).contains(setting);
    }

    @Test
    void listsSayWhatIsWaitedFor() {
        server.answers("GET /deployments", 200, """
                {"deployments": [
                 {"deploymentId": "5f0c", "operatorName": "db", "targetVersion": "2.0.0", "strategy": "Canary",
                  "status": "Validating", "targetClusters": ["a", "b"], "successfulClusters": ["a"],
                  "waitingFor": "EvaluationPeriod", "waitingUntil": "2026-11-22T10:03:00Z",
                  "startedAt": "2026-11-22T09:55:00Z"},
                 {"deploymentId": "6a1d", "operatorName": "db", "targetVersion": "1.0.0", "strategy": "Direct",
                  "status": "Deploying", "paused": true, "waitingFor": "Pause", "targetClusters": ["c"],
                  "startedAt": "2026-11-22T09:59:30Z"}], "total": 2, "hasMore": false}
                """);
        assertThat(run("deployments", "list", "--operator", "db", "--strategy", "blue-green")
                        .out()
                        .lines())
                .containsExactly(
                        "ID     OPERATOR   VERSION   STATUS              CLUSTERS   WAITS FOR"
                                + "                                    AGE",
                        "5f0c   db         2.0.0     Validating          1/2        "
                                + "health over the evaluation period, 3m left   5m",
                        "6a1d   db         1.0.0     Deploying, paused   0/1        pause"
                                + "                                        30s");
        assertThat(server.last().line()).contains("operatorName=db&strategy=BlueGreen");
    }

    @ParameterizedTest
    @CsvSource({
        "pause, POST /deployments/5f0c/pause",
        "resume, POST /deployments/5f0c/resume",
        "cancel, DELETE /deployments/5f0c",
        "switch, POST /deployments/5f0c/switch"
    })
    void whatIsDoneToADeploymentIsSent(String command, String request) {
        server.answers(request, 202, "{\"deploymentId\": \"5f0c\", \"status\": \"X\", \"message\": \"soon\"}");
        String[] words = command.equals("pause") || command.equals("resume")
                ? new String[] {"deployments", command, ID}
                : new String[] {"deployments", command, ID, "--yes"};
        Kspec.Ended ended = run(words);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("deployment 5f0c").contains(": X");
        assertThat(ended.err()).contains("soon");
        assertThat(server.last().line()).isEqualTo(request);
    }

    @Test
    void aClusterIsTriedAgainAndADeploymentTakenBackWithItsReason() {
        server.answers("POST /deployments/5f0c/clusters/dev-1/retry", 202, "")
                .answers("POST /deployments/5f0c/rollback", 202, "{\"status\": \"RollingBack\"}");
        assertThat(run("deployments", "retry", ID, "dev-1").code()).isZero();
        Kspec.Ended back = run("deployments", "rollback", ID, "--reason", "slow", "-c", "dev-1", "--yes");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(server.last().body()).isEqualTo("{\"reason\":\"slow\",\"targetClusters\":[\"dev-1\"]}");
        assertThat(run("deployments", "rollback", ID, "--yes").code()).isEqualTo(2);
    }

    @Test
    void oneDeploymentShowsStepHealthAndWhatAFailureMeans() {
        server.answers("GET /deployments/5f0c", 200, """
                {"deploymentId": "5f0c", "operatorName": "db", "targetVersion": "2.0.0", "status": "Deploying",
                 "targetClusters": ["a", "b"], "error": {"code": "X", "meaning": "planning refused it"},
                 "clusterStatuses": [
                 {"clusterName": "a", "wave": 0, "status": "Validating", "step": "HealthCheck",
                  "startedAt": "2026-11-22T09:58:00Z", "healthCheck": {"passed": 9, "failed": 1, "lastResult":
                  "Healthy"}},
                 {"clusterName": "b", "wave": 1, "status": "Deploying", "step": "Install", "errorMessage": "timed out",
                  "retryAt": "2026-11-22T10:00:20Z"}]}
                """);
        assertThat(run("deployments", "get", ID).out())
                .contains("Which means:   planning refused it")
                .contains("a         Validating   HealthCheck   Healthy 9/10   2m")
                .contains("timed out; tried again in 20s");
    }

    @Test
    void aLostCustomResourceIsABadOutcomeOfARollback() {
        server.answers("GET /deployments/5f0c/rollback-status", 200, """
                        {"deploymentId": "5f0c", "status": "Succeeded", "clusters": [{"clusterName": "a", "fromVersion":
                         "2", "toVersion": "1", "status": "RolledBack", "customResourcesBefore": 3,
                         "customResourcesAfter": 3, "customResourcesLost": 0}]}
                        """)
                .answers("GET /deployments/5f0c/rollback-status", 200, """
                        {"status": "Succeeded", "clusters": [{"clusterName": "a", "customResourcesLost": 1}]}
                        """);
        Kspec.Ended well = run("deployments", "rollback-status", ID);
        assertThat(well.code()).isZero();
        assertThat(well.out()).contains("3 -> 3");
        assertThat(run("deployments", "rollback-status", ID).code()).isEqualTo(1);
    }

    @Test
    void watchingTellsEveryChangeOnceAndEndsAsTheDeploymentDoes() {
        server.answers("GET /deployments/5f0c/events", events(1))
                .answers("GET /deployments/5f0c/events", events(2))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 200, state("Completed", "Completed"));
        Kspec.Ended ended = run("deployments", "watch", ID);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "2026-11-22T10:00:00Z db 2.0.0: Deploying, 0/1 clusters",
                        "2026-11-22T10:00:00Z dev-1: Deploying",
                        "2026-11-22T10:00:00Z db 2.0.0: Completed, 1/1 clusters",
                        "2026-11-22T10:00:00Z dev-1: Completed");
    }

    @Test
    void aStreamThatBreaksIsTakenUpAgainWhereItWas() {
        server.answers("GET /deployments/5f0c/events", events(7))
                .answers("GET /deployments/5f0c/events", events(8))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 503, "{}")
                .answers("GET /deployments/5f0c", 200, state("RolledBack", "RolledBack"));
        Kspec.Ended ended = run("deployments", "watch", ID);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(server.requests())
                .filteredOn(request -> request.line().endsWith("/events"))
                .element(1)
                .satisfies(request -> assertThat(request.headers()).containsEntry("Last-event-id", "7"));
    }

    @Test
    void onATerminalTheTableIsRewrittenInPlace() {
        server.answers("GET /deployments/5f0c/events", events(1))
                .answers("GET /deployments/5f0c", 200, state("Deploying", "Deploying"))
                .answers("GET /deployments/5f0c", 200, state("Failed", "Failed"));
        Kspec.Ended ended = server.run(
                Kspec.at(home).onATerminal().at(Instant.parse("2026-11-22T10:00:00Z")), "deployments", "watch", ID);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\u001b[3F\u001b[J").contains("CLUSTER   STATUS");
    }

    @Test
    void aDeploymentThatIsNotThereIsNotWaitedFor() {
        Kspec.Ended ended = run("deployments", "watch", ID);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("nothing was recorded");
    }

    private static RecordedServer.Answer events(int id) {
        return new RecordedServer.Answer(
                200,
                ": here\n\nid: %d\nevent: transition\ndata: {\"a\":\ndata: 1}\n\n".formatted(id),
                Map.of("Content-Type", "text/event-stream"));
    }

    private static String state(String status, String cluster) {
        return """
                {"deploymentId": "5f0c", "operatorName": "db", "targetVersion": "2.0.0", "status": "%s",
                 "targetClusters": ["dev-1"], "clusterStatuses": [{"clusterName": "dev-1", "status": "%s"}]}
                """.formatted(status, cluster);
    }

    private Kspec.Ended run(String... words) {
        return server.run(Kspec.at(home).at(Instant.parse("2026-11-22T10:00:00Z")), words);
    }
}
