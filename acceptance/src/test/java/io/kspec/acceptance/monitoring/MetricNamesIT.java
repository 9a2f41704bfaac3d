package io.kspec.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.Crds;
import io.kspec.operator.OperatorOptions;
import io.kspec.operator.OperatorProgram;
import io.kspec.testkit.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every metric that an alert, a dashboard or a recording asks for is in the scrape of a running operator: a rule
/// on a name that nobody writes can never fire.
@ApiServer(shared = false)
final class MetricNamesIT {
    private static final Path CONFIG = Path.of(System.getProperty("kspec.root"), "config");
    private static final Pattern NAME = Pattern.compile("\\bkspec_[a-z0-9_]+");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Some figures begin with the first request they speak of.
    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {generateName: privileged-}
            spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
            """;

    /// Of features that are not built yet. A name that appears in the scrape must leave this list.
    private static final Set<String> NOT_BUILT = Set.of("kspec_alerts_sent_total", "kspec_cluster_target_healthy");

    @Test
    void everyMetricThatIsAskedForIsInTheScrape(KubernetesClient client) throws IOException {
        Set<String> asked = asked();
        assertThat(asked).as("metrics that the files of config ask for").isNotEmpty();
        asked.removeAll(NOT_BUILT);
        Crds.install(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("kspec-system")
                        .endMetadata()
                        .build())
                .create();
        try (var operator = new OperatorProgram(client, OperatorOptions.onLoopback(), Clock.systemUTC())) {
            client.resource(client.getKubernetesSerialization().unmarshal("""
                            apiVersion: kspec.io/v1alpha1
                            kind: ClusterSpecification
                            metadata: {name: prod}
                            spec:
                              enforcement: {mode: audit}
                              podSecurity: {enforce: baseline}
                            """, ClusterSpecification.class))
                    .create();
            await("every metric")
                    .pollInterval(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .ignoreException(KubernetesClientException.class) // until pods can be made
                    .untilAsserted(() -> {
                        client.resource(PRIVILEGED).inNamespace("default").create();
                        Set<String> served = names(scrape(operator.metricsPort()));
                        assertThat(served).containsAll(asked);
                        assertThat(served).doesNotContainAnyElementsOf(NOT_BUILT);
                    });
            client.resources(ClusterSpecification.class).withName("prod").delete();
            await("end of prod")
                    .atMost(PATIENCE)
                    .until(() -> client.resources(ClusterSpecification.class)
                                    .withName("prod")
                                    .get()
                            == null);
        }
    }

    private static Set<String> asked() throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(CONFIG)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.addAll(names(Files.readString(file)));
            }
        }
        return names;
    }

    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
