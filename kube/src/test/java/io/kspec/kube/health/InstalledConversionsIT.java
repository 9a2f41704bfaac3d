package io.kspec.kube.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.managed.Cluster;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionBreaksMetadata;
import io.kspec.lifecycle.crd.Observation.ConversionLossy;
import io.kspec.lifecycle.crd.Observation.ConversionUnasked;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A conversion webhook behind a Service of a real API server.
@Tag("apiserver")
final class InstalledConversionsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, String> FIELDS = Map.of("size", "string", "password", "string");

    private static final AtomicInteger REVIEWS = new AtomicInteger();
    private static final AtomicInteger OBJECTS = new AtomicInteger();

    private static LocalKubernetes cluster;
    private static ApiCalls calls;
    private static TinyWebhook webhook;

    @BeforeAll
    static void start(@TempDir Path scratch) throws Exception {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
        InetAddress here = here();
        webhook = TinyWebhook.start(scratch, 30, here);
        webhook.server().createContext("/lossless", exchange -> convert(exchange, _ -> {}));
        webhook.server()
                .createContext(
                        "/lossy",
                        exchange -> convert(
                                exchange, object -> object.withObject("/spec").remove("password")));
        webhook.server()
                .createContext(
                        "/renaming",
                        exchange -> convert(exchange, object -> object.withObject("/metadata")
                                .put("name", "another")));
        webhook.server().createContext("/failing", InstalledConversionsIT::fail);
        serve(here.getHostAddress(), webhook.server().getAddress().getPort());
    }

    @AfterAll
    static void close() {
        webhook.close();
        cluster.close();
    }

    @Test
    void aWebhookThatKeepsEverythingIsNotSpokenOf() {
        ServedWidgets served = converted("lossless");
        served.create("one", "{\"size\": \"1\", \"password\": \"hidden\"}");
        REVIEWS.set(0);

        assertThat(about(calls, served)).isEmpty();

        assertThat(REVIEWS).as("one for each direction").hasValue(2);
    }

    @Test
    void aFieldThatItDropsIsALossThatNamesItAndNotItsValue() {
        ServedWidgets served = converted("lossy");
        served.create("one", "{\"size\": \"1\"}");
        served.create("two", "{\"size\": \"1\", \"password\": \"hidden\"}");

        List<Observation> seen = about(calls, served);

        assertThat(seen)
                .containsExactly(new ConversionLossy(
                        "v1",
                        "spec.password",
                        "spec.password of default/two is gone after v1, v2 and v1 again (1 of 2 objects tried)"));
        assertThat(finding(served, seen)).satisfies(found -> {
            assertThat(found.rule()).isEqualTo("conversion-not-lossless");
            assertThat(found.up()).isEqualTo(Severity.LOSS);
            assertThat(found.why()).doesNotContain("hidden").contains("one that comes with the change was not asked");
        });
    }

    @Test
    void anObjectThatItRenamesBreaksAlthoughItIsReadWithoutAWebhook() {
        ServedWidgets served = converted("renaming");
        served.create("one", "{\"size\": \"1\"}");

        List<Observation> seen = about(calls, served);

        assertThat(seen)
                .containsExactly(new ConversionBreaksMetadata(
                        "asked for version v2 it alters metadata.name of default/one (1 of 1 objects tried)"));
        assertThat(finding(served, seen).up()).isEqualTo(Severity.BREAK);
    }

    @Test
    void aWebhookThatDoesNotAnswerIsNeverTakenAsLossless() {
        ServedWidgets served = converted("deaf");
        served.create("one", "{\"size\": \"1\"}");

        List<Observation> seen = about(calls.within(Duration.ofSeconds(2)), served);

        assertThat(seen).singleElement().isInstanceOfSatisfying(ConversionUnasked.class, unasked -> assertThat(
                        unasked.detail())
                .contains("https://hooks.default.svc:443/deaf", "none within 2000 ms"));
        assertThat(finding(served, seen).up()).isEqualTo(Severity.WARN);
    }

    @Test
    void aFailureIsToldWithoutTheWordsOfTheWebhook() {
        ServedWidgets served = converted("failing");
        served.create("one", "{\"size\": \"1\"}");

        assertThat(about(calls, served))
                .singleElement()
                .isInstanceOfSatisfying(ConversionUnasked.class, unasked -> assertThat(unasked.detail())
                        .contains("could not convert the objects to version v2")
                        .doesNotContain("hidden"));
    }

    @Test
    void aServiceWithoutPodsAndAUrlAreToldAsUnasked() {
        ServedWidgets lonely = in("lonely", "{\"service\": {\"namespace\": \"default\", \"name\": \"lonely\"}}");
        lonely.create("one", "{\"size\": \"1\"}");
        assertThat(about(calls, lonely)).singleElement().isInstanceOf(ConversionUnasked.class);

        ServedWidgets byUrl =
                in("byurl", "{\"url\": \"%s\"}".formatted(webhook.url().replace("validate", "lossy")));
        byUrl.create("one", "{\"password\": \"hidden\"}");
        assertThat(about(calls, byUrl))
                .containsExactly(new ConversionUnasked("%s is registered by a URL, which is not asked from here"
                        .formatted(webhook.url().replace("validate", "lossy"))));
    }

    @Test
    void whoMayNotReadTheObjectsKnowsNothing() {
        ServedWidgets served = converted("lossless", "unreadable");
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: nobody}
                """);
        try (KubernetesClient nobody = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        cluster.kubeconfigFor("default", "nobody").toFile()))
                .build()) {
            assertThat(about(new ApiCalls(nobody, SOON), served))
                    .singleElement()
                    .satisfies(one -> assertThat(one.detail()).contains("may not list widgets.unreadable.example.org"));
        }
    }

    @Test
    void ofManyObjectsTwentyAreTried() {
        ServedWidgets served = converted("lossless", "many");
        served.createMany(40, "{\"size\": \"1\"}");
        OBJECTS.set(0);

        assertThat(about(calls, served)).isEmpty();

        assertThat(OBJECTS).as("there and back").hasValue(40);
    }

    @Test
    void nobodyIsAskedWhereNothingIsStored() {
        assertThat(about(calls, converted("deaf", "empty"))).isEmpty();
    }

    private static List<Observation> about(ApiCalls reader, ServedWidgets served) {
        return new InstalledConversions(reader, new RequestPace(20)).about(crd(served.definition()));
    }

    private static Finding finding(ServedWidgets served, List<Observation> seen) {
        Crd crd = crd(served.definition());
        Comparison comparison =
                CrdComparison.compare(Optional.of(crd), crd, Surroundings.none().with(seen));
        return comparison.findings().stream()
                .filter(found -> found.rule().startsWith("conversion-"))
                .filter(found -> !found.rule().equals("conversion-ca-missing"))
                .findFirst()
                .orElseThrow();
    }

    private static Crd crd(ObjectNode definition) {
        return ((CrdResult.Parsed) Crd.parse(definition)).crd();
    }

    private static ServedWidgets converted(String path) {
        return converted(path, path);
    }

    private static ServedWidgets converted(String path, String group) {
        return in(
                group,
                "{\"service\": {\"namespace\": \"default\", \"name\": \"hooks\", \"path\": \"/%s\"}}".formatted(path));
    }

    /// Two served versions with the same fields, stored in v1.
    private static ServedWidgets in(String group, String client) {
        var widgets = new Widgets(group + ".example.org");
        ObjectNode definition = widgets.definition(FIELDS);
        definition.withObject("/spec").withArray("versions").add(Widgets.version("v2", false, FIELDS));
        definition.withObject("/spec").set("conversion", Widgets.json("""
                {"strategy": "Webhook", "webhook": {"conversionReviewVersions": ["v1"], "clientConfig": %s}}
                """.formatted(client)));
        return ServedWidgets.in(calls, widgets, definition);
    }

    /// Behind a Service as the API server resolves it: by an endpoint that names a pod of that address.
    private static void serve(String address, int port) {
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: hooks}
                spec: {ports: [{port: 443, targetPort: %2$d}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: lonely}
                spec: {ports: [{port: 443}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: hook}
                spec: {containers: [{name: hook, image: hook}]}
                ---
                apiVersion: v1
                kind: Endpoints
                metadata: {name: hooks}
                subsets:
                - addresses: [{ip: "%1$s", targetRef: {kind: Pod, namespace: default, name: hook}}]
                  ports: [{port: %2$d}]
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: hooks, labels: {kubernetes.io/service-name: hooks}}
                addressType: IPv4
                endpoints: [{addresses: ["%1$s"], targetRef: {kind: Pod, namespace: default, name: hook}}]
                ports: [{port: %2$d}]
                """.formatted(address, port));
        ServedWidgets.done(calls.send(Call.merge(
                "/api/v1/namespaces/default/pods/hook/status", Widgets.json("""
                        {"status": {"podIP": "%1$s", "podIPs": [{"ip": "%1$s"}]}}
                        """.formatted(address)), "kubelet")));
    }

    /// The API server's proxy goes to no loopback address.
    private static InetAddress here() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow();
    }

    private static void convert(HttpExchange exchange, Consumer<ObjectNode> change) throws IOException {
        ObjectNode review = (ObjectNode) Widgets.tree(exchange.getRequestBody().readAllBytes());
        JsonNode request = review.remove("request");
        REVIEWS.incrementAndGet();
        ObjectNode response =
                review.putObject("response").put("uid", request.path("uid").asText());
        response.putObject("result").put("status", "Success");
        for (JsonNode object : request.path("objects")) {
            ObjectNode copy = object.deepCopy();
            copy.set("apiVersion", request.path("desiredAPIVersion"));
            change.accept(copy);
            response.withArray("convertedObjects").add(copy);
            OBJECTS.incrementAndGet();
        }
        send(exchange, review);
    }

    private static void fail(HttpExchange exchange) throws IOException {
        ObjectNode review = (ObjectNode) Widgets.tree(exchange.getRequestBody().readAllBytes());
        String uid = review.remove("request").path("uid").asText();
        review.putObject("response")
                .put("uid", uid)
                .putObject("result")
                .put("status", "Failure")
                .put("message", "cannot convert hidden");
        send(exchange, review);
    }

    private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
        try (exchange) {
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
