package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorsTest {
    private static final String CERT_MANAGER = """
            {"operatorId": "0a", "name": "cert-manager", "namespace": "cert-manager", "currentVersion": "1.18.2",
             "latestVersion": "1.19.0", "hasUpdate": true, "deployedClusterCount": 2,
             "createdAt": "2026-11-19T10:00:00Z", "chartRepository": "https://charts.example.com", "chartName": "cm",
             "labels": {"team": "web"}, "clusterAffinity": {"environments": ["Staging", "Production"],
             "matchLabels": {"region": "eu"}, "matchExpressions": [{"key": "tier", "operator": "In",
             "values": ["web", "api"]}, {"key": "old", "operator": "DoesNotExist", "values": []}]}, "defaultValues": {"replicas": 2}, "newField": {"of": "later"},
             "deployedClusters": [{"clusterName": "dev-1", "version": "1.18.2", "health": "Healthy",
             "deployedAt": "2026-11-22T09:00:00Z"}]}
            """;

    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void operatorsAreListedForPeopleAndPrograms() {
        server.answers(
                "GET /operators",
                200,
                "{\"operators\": [%s], \"total\": 1, \"hasMore\": false}".formatted(CERT_MANAGER));
        Kspec.Ended table = run("operators", "list", "--has-update", "-l", "team=web");
        assertThat(table.code()).as(table.err()).isZero();
        assertThat(table.out().lines())
                .containsExactly(
                        "NAME           NAMESPACE      VERSION   LATEST   CLUSTERS   AGE",
                        "cert-manager   cert-manager   1.18.2    1.19.0   2          3d");
        assertThat(server.last().line()).isEqualTo("GET /operators?label=team%3Dweb&hasUpdate=true&limit=100&offset=0");
        assertThat(run("operators", "list", "-o", "wide").out())
                .contains("UPDATE")
                .contains("yes");
        assertThat(run("operators", "list", "-o", "json").out())
                .contains("\"newField\"")
                .contains("\"total\" : 1");
        assertThat(run("operators", "list", "-o", "yaml").out())
                .contains("operators:\n")
                .contains("of: later");
    }

    @Test
    void aListIsReadPageByPageAndSaysWhatIsLeftOut() {
        server.answers("GET /operators", 200, """
                        {"operators": [{"name": "a"}, {"name": "b"}], "total": 5, "hasMore": true, "nextOffset": 2}
                        """).answers("GET /operators", 200, """
                        {"operators": [{"name": "c"}], "total": 5, "hasMore": true, "nextOffset": 3}
                        """);
        Kspec.Ended ended = run("operators", "list", "--limit", "3");
        assertThat(ended.out().lines()).hasSize(4);
        assertThat(ended.err()).contains("3 of 5 operators; --limit shows more");
        assertThat(server.last().line()).isEqualTo("GET /operators?limit=1&offset=2");
    }

    @Test
    void anEmptyListIsNoTroubleAndIsSaidBesideTheData() {
        server.answers("GET /operators", 200, "{\"operators\": [], \"total\": 0, \"hasMore\": false}");
        Kspec.Ended ended = run("operators", "list");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("no operators");
    }

    @Test
    void oneOperatorIsShownWithItsClustersAndValues() {
        server.answers("GET /operators/cert-manager", 200, CERT_MANAGER);
        assertThat(run("operators", "get", "cert-manager").out())
                .contains("Chart:        cm")
                .contains("Affinity:     Staging,Production; region=eu; tier In (web,api); old DoesNotExist")
                .contains("CLUSTER   VERSION   HEALTH    AGE")
                .contains("dev-1     1.18.2    Healthy   60m")
                .contains("Default values:\n  replicas: 2");
    }

    @Test
    void aRegistrationSendsValuesFromFilesAndSettings() {
        server.answers("POST /operators", 201, CERT_MANAGER);
        var folder = new Folder(home);
        String values = folder.write("values.yaml", "image: {tag: v1, pull: Always}\nreplicas: 1\n");
        String production = folder.write("production.yaml", "replicas: 3\n");
        Kspec.Ended ended = run(
                "operators",
                "register",
                "cert-manager",
                "-n",
                "cert-manager",
                "--repository",
                "oci://r/charts",
                "-l",
                "team=web",
                "--crd",
                "certificates.cert-manager.io",
                "-f",
                values,
                "--set",
                "image.tag=v2",
                "--set",
                "a\\.b=true",
                "--set-string",
                "number=1",
                "--environment-values",
                "Production=" + production);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("operator cert-manager is registered");
        assertThat(server.last().body())
                .isEqualTo("{\"name\":\"cert-manager\",\"namespace\":\"cert-manager\","
                        + "\"chartRepository\":\"oci://r/charts\",\"chartName\":\"cert-manager\","
                        + "\"labels\":{\"team\":\"web\"},\"crdNames\":[\"certificates.cert-manager.io\"],"
                        + "\"defaultValues\":{\"image\":{\"tag\":\"v2\",\"pull\":\"Always\"},\"replicas\":1,"
                        + "\"a.b\":true,\"number\":\"1\"},"
                        + "\"environmentValues\":{\"Production\":{\"replicas\":3}}}");
    }

    @Test
    void wrongSettingsAreWrongUsageAndShowNoValue() {
        for (String wrong : new String[] {"password", "=x", "list[0]=s3cret", "a..b=s3cret"}) {
            Kspec.Ended ended = run("operators", "update", "cert-manager", "--set", wrong);
            assertThat(ended.code()).as(wrong).isEqualTo(2);
            assertThat(ended.err()).contains("--set").doesNotContain("s3cret");
        }
        Kspec.Ended below = run("operators", "update", "cert-manager", "--set", "a=1", "--set", "a.b=2");
        assertThat(below.code()).isEqualTo(2);
        assertThat(below.err()).contains("goes below a value");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anUpdateJoinsLabelsAndReplacesOnlyWhatWasRead() {
        server.answers(
                        "GET /operators/cert-manager",
                        new RecordedServer.Answer(200, CERT_MANAGER, Map.of("ETag", "\"7\"")))
                .answers("PUT /operators/cert-manager", 200, "{\"name\": \"cert-manager\"}");
        Kspec.Ended ended =
                run("operators", "update", "cert-manager", "-l", "criticality=critical", "--description", "x");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(server.last().headers()).containsEntry("If-match", "\"7\"");
        assertThat(server.last().body())
                .isEqualTo("{\"description\":\"x\",\"labels\":{\"team\":\"web\",\"criticality\":\"critical\"}}");
        assertThat(run("operators", "update", "cert-manager").code()).isEqualTo(2);
    }

    @Test
    void aRegistrationBindsAnOperatorToClusters() {
        server.answers("POST /operators", 201, CERT_MANAGER);
        Kspec.Ended ended = run(
                "operators",
                "register",
                "gpu",
                "-n",
                "gpu",
                "--repository",
                "oci://r/charts",
                "--affinity-environment",
                "staging,production",
                "--affinity-selector",
                "region=eu");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(server.last().body())
                .endsWith("\"clusterAffinity\":{\"environments\":[\"Staging\",\"Production\"],"
                        + "\"matchLabels\":{\"region\":\"eu\"},\"matchExpressions\":[]}}");
        assertThat(run("operators", "update", "gpu", "--affinity-environment", "moon")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void anUpdateReplacesOneKindOfAffinityUnlessAllOfItIsCleared() {
        server.answers("GET /operators/cert-manager", 200, CERT_MANAGER)
                .answers("PUT /operators/cert-manager", 200, "{\"name\": \"cert-manager\"}");
        assertThat(run("operators", "update", "cert-manager", "--affinity-environment", "production")
                        .code())
                .isZero();
        assertThat(server.last().body())
                .isEqualTo("{\"clusterAffinity\":{\"environments\":[\"Production\"],"
                        + "\"matchLabels\":{\"region\":\"eu\"},\"matchExpressions\":["
                        + "{\"key\":\"tier\",\"operator\":\"In\",\"values\":[\"web\",\"api\"]},"
                        + "{\"key\":\"old\",\"operator\":\"DoesNotExist\",\"values\":[]}]}}");
        assertThat(run("operators", "update", "cert-manager", "--clear-affinity")
                        .code())
                .isZero();
        assertThat(server.last().body())
                .isEqualTo("{\"clusterAffinity\":{\"environments\":[],\"matchLabels\":{},\"matchExpressions\":[]}}");
    }

    @Test
    void deletingIsAskedForOnATerminalAndNeedsYesElsewhere() {
        server.answers("DELETE /operators/cert-manager", 204, "");
        Kspec.Ended alone = run("operators", "delete", "cert-manager");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("--yes");
        Kspec.Ended no = server.run(Kspec.at(home).onATerminal().reading("\n"), "operators", "delete", "cert-manager");
        assertThat(no.code()).isEqualTo(1);
        assertThat(no.err()).contains("Go on? [y/N]").contains("nothing was done");
        assertThat(server.requests()).isEmpty();
        assertThat(server.run(Kspec.at(home).onATerminal().reading("y\n"), "operators", "delete", "cert-manager")
                        .code())
                .isZero();
        assertThat(run("operators", "delete", "cert-manager", "--yes").code()).isZero();
    }

    @Test
    void anOperatorIsTakenOutOfOneCluster() {
        server.answers("DELETE /clusters/dev-1/operators/cert-manager", 202, "{\"status\": \"Undeploying\"}");

        assertThat(run("operators", "undeploy", "cert-manager", "--yes").code())
                .as("without a cluster")
                .isEqualTo(2);
        Kspec.Ended ended = run("operators", "undeploy", "cert-manager", "--cluster", "dev-1", "--yes");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("operator cert-manager is being taken out of cluster dev-1");
    }

    @Test
    void versionsAreListedAndAnArchiveIsUploadedAsItIs() {
        server.answers("GET /operators/db/versions", 200, """
                        {"operatorName": "db", "currentVersion": "1.0.0", "versions": [
                        {"version": "1.1.0-rc.1", "isPrerelease": true}, {"version": "1.0.0", "isLatest": true}]}
                        """).answers("POST /operators/db/versions", 201, """
                        {"version": "1.2.0", "digest": "sha256:ab", "crds": ["dbs.example.com"], "warnings": ["large"]}
                        """);
        assertThat(run("operators", "versions", "db").out())
                .contains("1.1.0-rc.1   -          prerelease   -")
                .contains("1.0.0        -          latest       yes");
        String archive = new Folder(home).write("db-1.2.0.tgz", "gz");
        Kspec.Ended ended = run("operators", "upload", "db", archive);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("sha256:ab").contains("dbs.example.com");
        assertThat(ended.err()).contains("warning: large");
        assertThat(server.last().headers()).containsEntry("Content-type", "application/octet-stream");
        assertThat(server.last().body()).isEqualTo("gz");
    }

    @Test
    void healthDecidesTheExitCode() {
        server.answers("GET /operators/db/health", 200, """
                        {"operatorName": "db", "overallHealth": "Degraded", "healthyClusters": 1, "degradedClusters": 1,
                         "unhealthyClusters": 0, "unknownClusters": 0, "clusters": [{"clusterName": "dev-1",
                         "health": "Degraded", "controllerPods": 3, "controllerPodHealth": {"readyPods": 2,
                         "expectedPods": 3}, "webhookStatus": "Available", "crdReconciliation": "Stale"}]}
                        """)
                .answers("GET /operators/db/health", 200, "{\"overallHealth\": \"Healthy\"}")
                .answers("GET /operators/db/health", 200, "{\"overallHealth\": \"Unknown\"}");
        Kspec.Ended degraded = run("operators", "health", "db");
        assertThat(degraded.code()).isEqualTo(1);
        assertThat(degraded.out()).contains("dev-1     Degraded   2/3    Available   Stale");
        assertThat(run("operators", "health", "db").code()).isZero();
        assertThat(run("operators", "health", "db").code()).isEqualTo(3);
    }

    private Kspec.Ended run(String... words) {
        return server.run(Kspec.at(home).at(Instant.parse("2026-11-22T10:00:00Z")), words);
    }
}
