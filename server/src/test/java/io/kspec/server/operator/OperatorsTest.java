package io.kspec.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kspec.server.access.Role;
import io.kspec.server.chart.ChartArchive;
import io.kspec.server.chart.Packed;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServerTest
final class OperatorsTest {
    private static final String OPERATORS = "/api/v1/operators";
    private static final byte[] CHART = Packed.chart("1.2.3").bytes();

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    OperatorCharts charts;

    @Inject
    Transactions transactions;

    private final String name = "op-" + UUID.randomUUID();
    private HttpServer repository;
    private String address;

    @BeforeEach
    void serveARepository() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:%d/charts".formatted(repository.getAddress().getPort());
        serve("/charts/index.yaml", """
                apiVersion: v1
                entries:
                  sample:
                  - {name: sample, version: 1.2.3, digest: %s, urls: [sample-1.2.3.tgz]}
                  - {name: sample, version: 1.1.0, urls: [sample-1.1.0.tgz]}
                  - {name: sample, version: 2.0.0-rc.1, urls: [sample-2.0.0-rc.1.tgz]}
                """.formatted(ChartArchive.of(CHART).digest())
                .getBytes(StandardCharsets.UTF_8));
        serve("/charts/sample-1.2.3.tgz", CHART);
        serve("/charts/sample-1.1.0.tgz", Packed.chart("9.9.9").bytes());
        repository.start();
    }

    @AfterEach
    void stop() {
        repository.stop(0);
    }

    @Test
    void aRegisteredOperatorIsShownWithItsVersions() {
        Answer registered = register();

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(registered.header("Location")).endsWith(OPERATORS + "/" + name);
        assertThat(registered.json().get("latestVersion").asText()).isEqualTo("1.2.3");
        assertThat(registered.json().get("deployedClusterCount").asInt()).isZero();
        UUID.fromString(registered.json().get("operatorId").asText());

        JsonNode versions = as(Role.Viewer).get(one("/versions")).json().get("versions");
        assertThat(versions)
                .extracting(version -> version.get("version").asText())
                .containsExactly("2.0.0-rc.1", "1.2.3", "1.1.0");
        assertThat(versions)
                .extracting(version -> version.get("isLatest").asBoolean())
                .containsExactly(false, true, false);
    }

    @Test
    void anUpdateIsALaterStableVersion() {
        register("\"currentVersion\":\"v1.1.0\",\"namespace\":\"%s\"".formatted(name));

        JsonNode listed = as(Role.Viewer)
                .get(OPERATORS + "?hasUpdate=true&namespace=" + name)
                .json();

        assertThat(listed.at("/operators/0/name").asText()).isEqualTo(name);
        assertThat(listed.at("/operators/0/hasUpdate").asBoolean()).isTrue();
        assertThat(listed.get("total").asInt()).isOne();
        assertThat(as(Role.Viewer)
                        .get(OPERATORS + "?hasUpdate=false&namespace=" + name)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void theListIsNarrowedByLabels() {
        register("\"labels\":{\"team\":\"%s\",\"criticality\":\"critical\"}".formatted(name));

        assertThat(as(Role.Viewer)
                        .get(OPERATORS + "?label=team%3D" + name + "&label=criticality%3Dcritical")
                        .json()
                        .get("total")
                        .asInt())
                .isOne();
        assertThat(as(Role.Viewer).get(OPERATORS + "?label=team").code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Answer answer = as(Role.Operator).post(OPERATORS, """
                {"name":"Upper","namespace":"-x","chartName":"sample","currentVersion":"one",
                 "crdNames":["nodots"],"environmentValues":{"Moon":{}}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details"))
                .extracting(detail -> detail.get("field").asText())
                .containsExactlyInAnyOrder(
                        "name",
                        "namespace",
                        "chartRepository",
                        "currentVersion",
                        "crdNames[0]",
                        "environmentValues.Moon");
    }

    @Test
    void anOperatorWhoseRepositoryIsAwayOrHasNoSuchChartIsNotStored() {
        repository.stop(0);
        Answer away = register();
        assertThat(away.code()).isEqualTo("CHART_REPOSITORY_UNREACHABLE");
        assertThat(away.status()).isEqualTo(400);

        assertThat(as(Role.Viewer).get(one("")).code()).isEqualTo("OPERATOR_NOT_FOUND");
    }

    @Test
    void aChartThatTheRepositoryDoesNotHaveIsRefused() {
        Answer answer = as(Role.Operator).post(OPERATORS, body("other", ""));

        assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("chartName");
    }

    @Test
    void aNameIsTakenOnce() {
        register();

        assertThat(register().code()).isEqualTo("OPERATOR_ALREADY_EXISTS");
    }

    @Test
    void whatMayChangeChangesAndTheRestIsRefused() {
        register();
        Answer read = as(Role.Viewer).get(one(""));

        Answer changed = as(Role.Operator)
                .put(one(""), "{\"description\":\"new\",\"labels\":{\"a\":\"b\"}}", "If-Match", read.header("ETag"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(as(Role.Viewer).get(one("")).json().at("/labels/a").asText()).isEqualTo("b");
        assertThat(as(Role.Operator)
                        .put(one(""), "{}", "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(as(Role.Operator)
                        .put(one(""), "{\"namespace\":\"other\"}")
                        .json()
                        .at("/error/details/0/field")
                        .asText())
                .isEqualTo("namespace");
    }

    @Test
    void anOperatorKeepsTheClustersItIsBoundTo() {
        Answer registered = register("""
                "clusterAffinity":{"environments":["Prod"],"matchLabels":{"region":"eu"},
                "matchExpressions":[{"key":"tier","operator":"In","values":["web"]},{"key":"old","operator":"DoesNotExist"}]}""");
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);

        Answer read = as(Role.Viewer).get(one(""));

        assertThat(read.json().get("clusterAffinity")).isEqualTo(tree("""
                        {"environments":["Production"],"matchLabels":{"region":"eu"},
                        "matchExpressions":[{"key":"tier","operator":"In","values":["web"]},
                        {"key":"old","operator":"DoesNotExist","values":[]}]}"""));
        assertThat(as(Role.Operator)
                        .put(one(""), "{\"clusterAffinity\":" + read.json().get("clusterAffinity") + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAffinityChangesAloneAndTheTagWithIt() {
        register("\"labels\":{\"a\":\"b\"},\"clusterAffinity\":{\"environments\":[\"Staging\"]}");
        Answer first = as(Role.Viewer).get(one(""));

        Answer changed = as(Role.Operator)
                .put(
                        one(""),
                        "{\"clusterAffinity\":{\"matchLabels\":{\"region\":\"eu\"}}}",
                        "If-Match",
                        first.header("ETag"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        Answer second = as(Role.Viewer).get(one(""));
        assertThat(second.header("ETag")).isEqualTo(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(second.json().at("/labels/a").asText()).isEqualTo("b");
        assertThat(second.json().at("/clusterAffinity/environments")).isEmpty();
        assertThat(second.json().at("/clusterAffinity/matchLabels/region").asText())
                .isEqualTo("eu");
        assertThat(transactions.<String>call(transaction -> transaction
                        .fetchSingle(
                                "select metadata::jsonb ->> 'affinityChanged' from audit_entry"
                                        + " where event = 'OperatorUpdated' and resource_id = ?",
                                name)
                        .get(0, String.class)))
                .isEqualTo("true");
        as(Role.Operator).put(one(""), "{\"description\":\"x\"}");
        assertThat(as(Role.Viewer)
                        .get(one(""))
                        .json()
                        .at("/clusterAffinity/matchLabels/region")
                        .asText())
                .as("an absent affinity stays")
                .isEqualTo("eu");
        as(Role.Operator).put(one(""), "{\"clusterAffinity\":{}}");
        assertThat(as(Role.Viewer).get(one("")).json().at("/clusterAffinity/matchLabels"))
                .as("an empty one binds to nothing")
                .isEmpty();
    }

    @Test
    void eachWrongFieldOfAnAffinityIsNamed() {
        String wrong = """
                "clusterAffinity":{"environments":["Production","Moon"],"matchLabels":{" ":"x"},"matchExpressions":[
                {"key":"a","operator":"In"},{"key":"b","operator":"Exists","values":["x"]},
                {"key":"c","operator":"Like","values":["x"]},{"operator":"NotIn","values":["x"]}]}""";

        Answer registered = register(wrong);

        assertThat(registered.status()).isEqualTo(400);
        assertThat(registered.json().at("/error/details"))
                .extracting(detail -> detail.get("field").asText())
                .containsExactly(
                        "clusterAffinity.environments[1]",
                        "clusterAffinity.matchLabels. ",
                        "clusterAffinity.matchExpressions[0].values",
                        "clusterAffinity.matchExpressions[1].values",
                        "clusterAffinity.matchExpressions[2].operator",
                        "clusterAffinity.matchExpressions[3].key");
        register();
        Answer changed = as(Role.Operator).put(one(""), "{" + wrong + "}");
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.json().at("/error/details"))
                .isEqualTo(registered.json().at("/error/details"));
        assertThat(register("\"clusterAffinity\":{\"matchLabel\":{}}").status())
                .as("a field that nobody knows")
                .isEqualTo(400);
    }

    @Test
    void valuesThatSoundSecretAreMasked() {
        register("\"defaultValues\":{\"replicas\":2,\"db\":{\"password\":\"hunter2\",\"host\":\"pg\"}}");

        Answer read = as(Role.Admin).get(one(""));

        assertThat(read.body()).doesNotContain("hunter2");
        assertThat(read.json().at("/defaultValues/db/host").asText()).isEqualTo("pg");
        assertThat(read.json().at("/defaultValues/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void aDeletedOperatorIsGone() {
        register();

        assertThat(as(Role.Operator).delete(one("")).status()).isEqualTo(403);
        assertThat(as(Role.Admin).delete(one("")).status()).isEqualTo(204);
        assertThat(as(Role.Admin).delete(one("")).code()).isEqualTo("OPERATOR_NOT_FOUND");
    }

    @Test
    void anUploadedChartIsAVersionThatNeverChanges() {
        String crd = Packed.crd("things", "");
        byte[] chart = Packed.chart("3.0.0").file("sample/crds/a.yaml", crd).bytes();
        as(Role.Operator).post(OPERATORS, body("sample", "").replace(address, Operator.About.UPLOADED));

        Answer uploaded = upload(chart);

        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        assertThat(uploaded.json().get("version").asText()).isEqualTo("3.0.0");
        assertThat(uploaded.json().at("/crds/0").asText()).isEqualTo("things.example.com");
        assertThat(upload(chart).status()).isEqualTo(201);
        assertThat(upload(Packed.chart("3.0.0")
                                .file("sample/values.yaml", "a: 1")
                                .bytes())
                        .code())
                .isEqualTo("INVALID_STATE");
        assertThat(upload("no chart".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(charts.find(name, "3.0.0")).isInstanceOf(OperatorCharts.Found.Chart.class);
    }

    @Test
    void aChartInAnOciLayoutIsTheSameVersionAsTheChartItself() {
        ChartArchive chart = Packed.chart("3.1.0").archive();
        as(Role.Operator).post(OPERATORS, body("sample", "").replace(address, Operator.About.UPLOADED));

        Answer uploaded = upload(Packed.layout(chart).bytes());

        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        assertThat(uploaded.json().get("digest").asText()).isEqualTo(chart.digest());
        assertThat(upload(chart.bytes()).status()).isEqualTo(201);
        assertThat(upload(Packed.layout().bytes()).body()).contains("holds no Helm chart");
    }

    @Test
    void aChartIsFetchedOnceAndKept() {
        register();
        assertThat(charts.find(name, "1.2.3")).isInstanceOf(OperatorCharts.Found.Chart.class);
        repository.stop(0);

        assertThat(charts.find(name, "1.2.3")).isInstanceOf(OperatorCharts.Found.Chart.class);
        assertThat(charts.find(name, "7.7.7")).isInstanceOf(OperatorCharts.Found.Missing.class);
    }

    @Test
    void anArchiveOfAnotherVersionIsNotTaken() {
        register();

        assertThat(charts.find(name, "1.1.0"))
                .isInstanceOfSatisfying(
                        OperatorCharts.Found.Unavailable.class,
                        refused -> assertThat(refused.failure().what()).contains("of version 9.9.9 and not 1.1.0"));
    }

    private Answer register() {
        return register("");
    }

    private Answer register(String more) {
        return as(Role.Operator).post(OPERATORS, body("sample", more));
    }

    private String body(String chart, String more) {
        String namespace = more.contains("\"namespace\"") ? "" : "\"namespace\":\"operators\",";
        return "{\"name\":\"%s\",%s\"chartRepository\":\"%s\",\"chartName\":\"%s\"%s}"
                .formatted(name, namespace, address, chart, more.isEmpty() ? "" : "," + more);
    }

    private Answer upload(byte[] chart) {
        return as(Role.Operator)
                .send(
                        "POST",
                        one("/versions"),
                        HttpRequest.BodyPublishers.ofByteArray(chart),
                        "Content-Type",
                        "application/gzip");
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private String one(String rest) {
        return OPERATORS + "/" + name + rest;
    }

    private Http as(Role role) {
        return new Http(server).with(callers.token(role));
    }

    private void serve(String path, byte[] body) {
        repository.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
