package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Kspec;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clusters, approvals and the audit log.
final class DecisionsTest {
    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clustersAreListedAndShownWithTheirOperators() {
        server.answers("GET /clusters", 200, """
                        {"clusters": [{"clusterId": "1c", "name": "prod-eu", "environment": "Production",
                         "kubernetesVersion": "v1.36.1", "nodeCount": 3, "healthStatus": "Degraded",
                         "deployedOperators": [{"operatorName": "db", "version": "1.0.0", "health": "Degraded"}],
                         "lastHealthCheckAt": "2026-11-22T09:59:50Z"}], "total": 1, "hasMore": false}
                        """).answers("GET /clusters/prod-eu", 200, """
                        {"name": "prod-eu", "environment": "Production", "apiServerUrl": "https://api", "isEnabled":
                         false, "healthStatus": "Healthy", "credentialExpiresAt": "2026-11-22T09:00:00Z",
                         "deployedOperators": [{"operatorName": "db", "version": "1.0.0", "namespace": "db",
                         "healthStatus": {"overallHealth": "Healthy"}}]}
                        """);
        assertThat(run("cluster", "list", "--environment", "production").out().lines())
                .containsExactly(
                        "NAME      ENVIRONMENT   HEALTH     KUBERNETES   NODES   OPERATORS   CHECKED",
                        "prod-eu   Production    Degraded   v1.36.1      3       1           10s");
        assertThat(server.last().line()).contains("environment=Production");
        assertThat(run("clusters", "get", "prod-eu").out())
                .contains("Healthy, disabled")
                .contains("expired 2026-11-22T09:00:00Z. Next: kspec clusters rotate prod-eu")
                .contains("db         1.0.0     db          Healthy");
    }

    @Test
    void theHealthOfAClusterDecidesTheExitCode() {
        server.answers("GET /clusters/a/health", 200, """
                        {"clusterName": "a", "healthStatus": "Unhealthy", "apiServerReachable": false}
                        """).answers("GET /clusters/a/health", 200, """
                        {"clusterName": "a", "healthStatus": "Healthy", "apiServerReachable": true,
                         "apiServerLatencyMs": 12, "nodeHealth": {"ready": 3, "notReady": 0}}
                        """);
        Kspec.Ended away = run("clusters", "health", "a");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.out()).contains("does not answer");
        Kspec.Ended well = run("clusters", "health", "a");
        assertThat(well.code()).isZero();
        assertThat(well.out()).contains("answers within 12 ms").contains("3 ready, 0 not ready");
    }

    @Test
    void aClusterIsTakenOutOfServiceAndRemoved() {
        server.answers("GET /clusters/a", 200, "{\"name\": \"a\", \"labels\": {\"x\": \"1\", \"y\": \"2\"}}")
                .answers("PUT /clusters/a", 200, "{}")
                .answers("DELETE /clusters/a", 204, "");
        Kspec.Ended updated = run("clusters", "update", "a", "--disable", "-l", "z=3", "--remove-label", "x");
        assertThat(updated.code()).as(updated.err()).isZero();
        assertThat(server.last().body()).isEqualTo("{\"isEnabled\":false,\"labels\":{\"y\":\"2\",\"z\":\"3\"}}");
        assertThat(run("clusters", "update", "a", "--disable", "--enable").code())
                .isEqualTo(2);
        assertThat(run("clusters", "remove", "a", "--force", "--yes").code()).isZero();
        assertThat(server.last().line()).isEqualTo("DELETE /clusters/a?force=true");
    }

    @Test
    void approvalsAreListedAndDecided() {
        server.answers("GET /approvals", 200, """
                        {"approvals": [{"approvalId": "7e", "type": "ProductionDeployment", "operatorName": "db",
                         "targetVersion": "2.0.0", "environment": "Production", "status": "Pending",
                         "initiatedBy": "bob", "requiredRole": "Admin", "quorum": 2, "consents": [{"approvedBy": "ada"}],
                         "expiresAt": "2026-11-23T09:00:00Z"}], "total": 1, "hasMore": false}
                        """)
                .answers("GET /approvals/7e", 200, """
                        {"approvalId": "7e", "previousVersion": "1.0.0", "targetVersion": "2.0.0", "status": "Rejected",
                         "reason": "it reaches production", "crdChanges": ["v1: spec.a is removed"],
                         "decision": {"decidedBy": "eve", "decidedAt": "2026-11-22T09:00:00Z", "reason": "not today"}}
                        """)
                .answers("POST /approvals/7e/approve", 200, "{\"status\": \"Approved\"}")
                .answers("POST /approvals/7e/reject", 200, "{\"status\": \"Rejected\"}");
        assertThat(run("approvals", "list").out()).contains("bob        Admin 1/2   23h");
        assertThat(server.last().line()).startsWith("GET /approvals?status=Pending&");
        assertThat(run("approvals", "get", "7e").out())
                .contains("1.0.0 -> 2.0.0", "it reaches production", "spec.a is removed", "eve", "not today");
        assertThat(run("approvals", "approve", "7e", "--notes", "seen").code()).isZero();
        assertThat(server.last().body()).isEqualTo("{\"notes\":\"seen\"}");
        assertThat(run("approvals", "reject", "7e").code()).isEqualTo(2);
        assertThat(run("approvals", "reject", "7e", "--reason", "no").code()).isZero();
        assertThat(server.last().body()).isEqualTo("{\"reason\":\"no\"}");
    }

    @Test
    void theAuditLogIsListedProvenAndExported() {
        server.answers("GET /audit", 200, """
                        {"entries": [{"sequence": 9, "timestamp": "2026-11-22T09:00:00Z", "eventType":
                         "ClusterRegistered", "actor": {"id": "1", "name": "ada"}, "resource": {"type": "cluster", "id": "a"},
                         "result": "Success", "message": "done"}], "total": 1, "hasMore": false}
                        """)
                .answers("GET /audit/verify", 200, "{\"intact\": true, \"entries\": 9, \"head\": \"ab\"}")
                .answers("GET /audit/verify", 200, "{\"intact\": false, \"firstBroken\": 4, \"why\": \"changed\"}")
                .answers("GET /audit/export", 200, "{\"sequence\":1}\n{\"sequence\":2}\n");
        assertThat(run("audit", "list", "--since", "2h").out()).contains("ada   ClusterRegistered   cluster/a");
        assertThat(server.last().line()).contains("from=2026-11-22T08%3A00%3A00Z");
        assertThat(run("audit", "verify").code()).isZero();
        Kspec.Ended broken = run("audit", "verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("First broken:   4");
        assertThat(run("audit", "export", "--format", "ocsf").out()).isEqualTo("{\"sequence\":1}\n{\"sequence\":2}\n");
        assertThat(server.last().line()).isEqualTo("GET /audit/export?format=ocsf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operators", "clusters", "deployments", "approvals", "audit"})
    void aGroupWithoutACommandIsWrongUsageAndItsHelpFits(String group) {
        assertThat(Kspec.at(home).run(group).err()).contains("which command?");
        Kspec.Ended help = Kspec.at(home).run(group, "--help");
        assertThat(help.code()).isZero();
        for (String line : help.out().lines().toList()) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(100);
        }
        assertThat(help.out().lines().filter(line -> line.matches("  [a-z-]+  .*")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    String command = line.strip().split(" ", 2)[0];
                    Kspec.Ended one = Kspec.at(home).run(group, command, "--help");
                    assertThat(one.code()).as(command).isZero();
                    assertThat(one.out())
                            .contains("kspec %s %s".formatted(group, command))
                            .contains("Exit codes:");
                });
    }

    private Kspec.Ended run(String... words) {
        return server.run(Kspec.at(home).at(Instant.parse("2026-11-22T10:00:00Z")), words);
    }
}
