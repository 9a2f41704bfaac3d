package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kspec.local.LocalOptions;
import io.kspec.server.access.Role;
import io.kspec.server.chart.Packed;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.SeenSpans;
import io.kspec.server.testing.TestCluster;
import io.kspec.server.testing.TestDatabase;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A deployment, its rollback and one that fails, on a real API server, and what is seen of them from outside.
@QuarkusTest
@TestProfile(ObservedIT.Watched.class)
@Tag("apiserver")
final class ObservedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path LOG = Path.of("target", "observed.log").toAbsolutePath();
    private static final Path CONFIG = Path.of("..", "config").toAbsolutePath();

    /// What the API of metrics promises, with the labels of each.
    private static final Map<String, String> PROMISED = Map.ofEntries(
            Map.entry("operators_deployed_total", "operator,strategy,environment"),
            Map.entry("operators_rollback_total", "operator,trigger,reason"),
            Map.entry("operators_failed_total", "operator,strategy"),
            Map.entry("clusters_registered_total", "environment"),
            Map.entry("crds_validated_total", "result"),
            Map.entry("operator_deploy_duration_seconds_bucket", "strategy,result"),
            Map.entry("operator_rollback_duration_seconds_bucket", "trigger,result"),
            Map.entry("operator_healthcheck_duration_seconds_bucket", "check"),
            Map.entry("helm_install_duration_seconds_bucket", "result"),
            Map.entry("operators_count", ""),
            Map.entry("clusters_count", "environment"),
            Map.entry("deployments_active", ""),
            Map.entry("deployments_waiting", "reason"),
            Map.entry("operators_healthy", ""),
            Map.entry("operators_unhealthy", ""),
            Map.entry("process_cpu_usage", ""),
            Map.entry("kubernetes_connections", ""),
            Map.entry("kubernetes_connections_limit", ""),
            Map.entry("database_connections", ""),
            Map.entry("database_connections_limit", ""));

    private static TestCluster cluster;
    private static HttpServer repository;

    @TestHTTPResource("/")
    URI server;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    SeenSpans seen;

    private Http http;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start(LocalOptions.defaults());
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("index.yaml", """
            apiVersion: v1
            entries:
              sample:
              - {name: sample, version: 2.0.0, urls: [sample-2.0.0.tgz]}
              - {name: sample, version: 1.0.0, urls: [sample-1.0.0.tgz]}
            """.getBytes(StandardCharsets.UTF_8));
        serve("sample-1.0.0.tgz", chart("1.0.0", "Namespaced"));
        serve("sample-2.0.0.tgz", chart("2.0.0", "Cluster"));
        repository.start();
    }

    private static byte[] chart(String version, String scope) {
        return Packed.chart(version)
                .file("sample/crds/things.yaml", Packed.crd("things", "").replace("Namespaced", scope))
                .file("sample/templates/config.yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: sample}
                    """)
                .file("sample/templates/deployment.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: sample}
                    spec:
                      selector: {matchLabels: {app: sample}}
                      template:
                        metadata: {labels: {app: sample}}
                        spec: {containers: [{name: main, image: sample:1}]}
                    """)
                .bytes();
    }

    private static void serve(String name, byte[] content) {
        repository.createContext("/charts/" + name, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        repository.stop(0);
        cluster.close();
    }

    @Test
    void aDeploymentItsRollbackAndAFailureAreSeenInMetricsSpansAndLogLines() {
        http = new Http(server).with(callers.token(Role.Admin));
        Fleet fleet = new Fleet(http, transactions);
        Answer registered = fleet.register("observed", "Development", cluster.admin());
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        Answer operator = http.post(
                "/api/v1/operators", """
                    {"name":"widgets","namespace":"widgets","chartName":"sample",
                     "chartRepository":"http://127.0.0.1:%d/charts"}\
                    """.formatted(repository.getAddress().getPort()));
        assertThat(operator.status()).as(operator.body()).isEqualTo(201);

        String deployed = deployed("1.0.0", "Completed");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans("operator.healthcheck"))
                .as("a check of the health cycle, linked to the deployment")
                .anyMatch(span -> span.getLinks().stream().anyMatch(link -> link.getSpanContext()
                        .getSpanId()
                        .equals(one("operator.deploy", deployed).getSpanId()))));
        assertThat(deployed("2.0.0", "Failed")).isNotEmpty();
        assertThat(http.post("/api/v1/deployments/%s/rollback".formatted(deployed), "{\"reason\":\"a test\"}")
                        .status())
                .isEqualTo(202);
        awaitStatus(deployed, "RolledBack");

        theSpansNest(deployed);
        everyMetricIsScraped();
        logLinesSayWhatTheyAreAbout(deployed);
        cluster.kubernetes().stopApiServer();
        aClusterThatDoesNotAnswerIsALineWithoutAStack();
    }

    private String deployed(String version, String status) {
        Answer accepted = http.post("/api/v1/deployments", """
            {"operatorName":"widgets","targetVersion":"%s","strategy":"Direct","targetClusters":["observed"]}\
            """.formatted(version));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String id = accepted.json().get("deploymentId").asText();
        awaitStatus(id, status);
        return id;
    }

    private void awaitStatus(String id, String status) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            Answer now = http.get("/api/v1/deployments/" + id);
            assertThat(now.json().path("status").asText()).as(now.body()).isEqualTo(status);
        });
    }

    private void theSpansNest(String deployment) {
        SpanData deploy = one("operator.deploy", deployment);
        assertThat(deploy.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("operator.name"), "widgets")
                .containsEntry(AttributeKey.stringKey("operator.version"), "1.0.0")
                .containsEntry(AttributeKey.stringKey("deployment.strategy"), "Direct");
        SpanData request = spans("POST /api/v1/deployments").stream()
                .filter(span -> span.getTraceId().equals(deploy.getTraceId()))
                .findFirst()
                .orElseThrow();
        assertThat(deploy.getParentSpanId()).isEqualTo(request.getSpanId());

        SpanData install = below(deploy, "helm.install");
        assertThat(install.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("cluster.name"), "observed")
                .containsEntry(AttributeKey.stringKey("deployment.wave"), "0");
        below(deploy, "operator.validate");
        below(deploy, "cluster.connect");
        below(install, "crd.apply");
        below(install, "controller.deploy");
        SpanData check = below(deploy, "operator.healthcheck");
        below(check, "pod.healthcheck");
        below(check, "webhook.healthcheck");
        below(check, "crd.reconciliation.check");
        below(below(deploy, "operator.rollback"), "helm.uninstall");
        assertThat(deploy.getEndEpochNanos()).isGreaterThan(install.getStartEpochNanos());
    }

    private SpanData below(SpanData parent, String name) {
        return spans(name).stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s below %s".formatted(name, parent.getName())));
    }

    private SpanData one(String name, String deployment) {
        return spans(name).stream()
                .filter(span -> deployment.equals(span.getAttributes().get(AttributeKey.stringKey("deployment.id"))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private List<SpanData> spans(String name) {
        return seen.ended().stream().filter(span -> span.getName().equals(name)).toList();
    }

    private void everyMetricIsScraped() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            String scrape = new Http(metrics).get("/metrics").body();
            assertThat(PROMISED).allSatisfy((name, labels) -> assertThat(labels(scrape, name))
                    .as(name)
                    .contains(Stream.of(labels.split(","))
                            .filter(label -> !label.isEmpty())
                            .collect(Collectors.toSet())));
            assertThat(names(scrape)).as("what alerts and dashboards ask for").containsAll(asked());
        });
    }

    /// The labels of each series of that name.
    private static List<Set<String>> labels(String scrape, String name) {
        return scrape.lines()
                .filter(line -> line.matches(name + "[{ ].*"))
                .map(line -> Pattern.compile("([a-z]+)=\"")
                        .matcher(line.split(" # ", 2)[0]) // an exemplar has labels of its own
                        .results()
                        .map(found -> found.group(1))
                        .filter(label -> !label.equals("le"))
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static Set<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Set<String> asked() {
        return Stream.of("operator-manager/monitoring/alerts.yaml", "grafana/kspec-operator-manager.json")
                .flatMap(file -> Pattern.compile(
                                "\\b(?:operators?|clusters|crds|helm|deployments|kubernetes|database|process)_[a-z_]+")
                        .matcher(text(CONFIG.resolve(file)))
                        .results()
                        .map(found -> found.group()))
                .collect(Collectors.toSet());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void logLinesSayWhatTheyAreAbout(String deployment) {
        JsonNode line = lines().filter(one -> one.path("message").asText().startsWith("InstallRelease: "))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("deploymentId").asText()).isEqualTo(deployment);
        assertThat(line.path("operatorName").asText()).isEqualTo("widgets");
        assertThat(line.path("version").asText()).isEqualTo("1.0.0");
        assertThat(line.path("cluster").asText()).isEqualTo("observed");
        assertThat(line.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("timestamp").asText()).startsWith("20");
    }

    private void aClusterThatDoesNotAnswerIsALineWithoutAStack() {
        assertThat(http.get("/api/v1/clusters/observed/health").code()).isEqualTo("CLUSTER_UNREACHABLE");
        JsonNode line = lines().filter(one -> one.path("message").asText().contains("CLUSTER_UNREACHABLE"))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.has("exception")).isFalse();
        assertThat(line.path("userId").asText()).isNotEmpty();
        assertThat(lines().map(one -> one.path("message").asText()))
                .noneMatch(message -> message.contains("@RunOnVirtualThread"));
    }

    private static Stream<JsonNode> lines() {
        return text(LOG).lines().map(line -> {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException torn) {
                throw new AssertionError(line, torn);
            }
        });
    }

    /// A server that checks health, samples every trace and writes its log as JSON.
    public static final class Watched implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            forgetOldLines();
            return Map.of(
                    "kspec.health.cycle", "true",
                    "kspec.health.operator-interval", "PT5S",
                    "kspec.tracing.ratio", "1.0",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG.toString(),
                    "quarkus.log.file.json.enabled", "true",
                    "quarkus.log.file.rotation.max-file-size", "100M");
        }

        private static void forgetOldLines() {
            try {
                Files.deleteIfExists(LOG);
            } catch (IOException held) {
                throw new UncheckedIOException(held);
            }
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestDatabase.class));
        }
    }
}
