package io.kspec.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a web server that behaves as registries may, and as they should not.
final class OciRegistryTest {
    private static final byte[] CHART = Packed.chart("1.2.3").bytes();
    private static final String DIGEST = "sha256:" + ChartArchive.of(CHART).digest();
    private static final String BLOBS = "/v2/charts/sample/blobs/" + DIGEST;

    private final List<String> elsewhere = new ArrayList<>();
    private HttpServer registry;
    private HttpServer storage;
    private String repository;

    @BeforeEach
    void serve() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.start();
        storage.start();
        repository = "oci://127.0.0.1:%d/charts".formatted(registry.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        storage.stop(0);
    }

    @Test
    void pagesOfTagsAreFollowedAndTagsThatAreNoVersionsLeftOut() {
        registry.createContext("/v2/charts/sample/tags/list", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("last=");
            if (!second) {
                exchange.getResponseHeaders()
                        .add("Link", "</v2/charts/sample/tags/list?last=1.0.0&n=1000>; rel=\"next\"");
            }
            answer(
                    exchange,
                    200,
                    second ? "{\"tags\":[\"1.1.0_build.5\"]}" : "{\"tags\":[\"1.0.0\",\"latest\",\"sha256-12.sig\"]}");
        });

        assertThat(list()).isInstanceOfSatisfying(Listing.Listed.class, listed -> assertThat(listed.entries())
                .extracting(entry -> entry.version().toString())
                .containsExactly("1.0.0", "1.1.0+build.5"));
    }

    @Test
    void aTokenForEverybodyIsAskedForAndNeverSentToWhereTheArchiveIsStored() {
        registry.createContext(
                "/token",
                exchange -> answer(
                        exchange,
                        exchange.getRequestURI().getQuery().equals("service=here&scope=repository:charts/sample:pull")
                                ? 200
                                : 400,
                        "{\"token\":\"anybody\"}"));
        registry.createContext("/v2/charts/sample/manifests/1.2.3", guarded(manifest()));
        registry.createContext(BLOBS, exchange -> {
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            "http://127.0.0.1:%d/blob"
                                    .formatted(storage.getAddress().getPort()));
            answer(exchange, 307, "");
        });
        storage.createContext("/blob", exchange -> {
            elsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer(exchange, 200, CHART);
        });

        assertThat(fetch()).isEqualTo(new Fetched.Archive(ChartArchive.of(CHART)));
        assertThat(elsewhere).containsExactly("null");
    }

    @Test
    void anArchiveOfAnotherDigestIsRefused() {
        registry.createContext("/v2/charts/sample/manifests/1.2.3", exchange -> answer(exchange, 200, manifest()));
        registry.createContext(
                BLOBS, exchange -> answer(exchange, 200, Packed.chart("6.6.6").bytes()));

        assertThat(failure(fetch())).contains("has the digest");
    }

    @Test
    void anImageThatIsNoChartSaysSo() {
        registry.createContext(
                "/v2/charts/sample/manifests/1.2.3",
                exchange -> answer(exchange, 200, manifest().replace("vnd.cncf.helm.chart", "vnd.oci.image")));

        assertThat(failure(fetch())).contains("the tag 1.2.3 is no Helm chart");
    }

    @Test
    void aRegistryWithoutTheChartOrWithoutATokenForEverybodySaysSo() {
        assertThat(list()).isInstanceOf(Listing.NoSuchChart.class);

        registry.createContext("/v2/charts/sample/tags/list", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"ours\"");
            answer(exchange, 401, "");
        });
        assertThat(list()).isInstanceOfSatisfying(Listing.Unreachable.class, unreachable -> assertThat(
                        unreachable.failure().sentence())
                .contains("status 401"));
    }

    @Test
    void aListWithoutEndIsGivenUp() {
        registry.createContext("/v2/charts/sample/tags/list", exchange -> {
            exchange.getResponseHeaders().add("Link", "</v2/charts/sample/tags/list?n=1000>; rel=\"next\"");
            answer(exchange, 200, "{\"tags\":[\"1.0.0\"]}");
        });

        assertThat(list()).isInstanceOfSatisfying(Listing.Unreachable.class, unreachable -> assertThat(
                        unreachable.failure().what())
                .contains("more than 20,000 tags"));
    }

    @Test
    void aRegistryIsAskedWithoutTlsOnlyWhereThatIsAllowed() {
        registry.createContext(
                "/v2/charts/sample/tags/list", exchange -> answer(exchange, 200, "{\"tags\":[\"1.0.0\"]}"));

        assertThat(list()).isInstanceOf(Listing.Listed.class);
        assertThat(new ChartRepositories(new Allowing(false, true)).list(repository, "sample"))
                .isInstanceOf(Listing.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci://169.254.169.254/latest", "oci://10.0.0.7/charts", "oci://localhost/charts"})
    void aRegistryThatIsANeighbourIsRefused(String address) {
        var strict = new ChartRepositories(new Allowing(true, false));

        assertThat(strict.objection(address)).isPresent();
        assertThat(strict.list(address, "sample"))
                .isInstanceOfSatisfying(
                        Listing.Unreachable.class,
                        refused -> assertThat(refused.failure().what()).contains("into a private network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../sample", "Sample", "sam ple", "sample?x=1", ""})
    void aNameThatNoRegistryHasIsNotAskedFor(String chart) {
        assertThat(repositories().list(repository, chart)).isInstanceOf(Listing.NoSuchChart.class);
    }

    private Listing list() {
        return repositories().list(repository, "sample");
    }

    private Fetched fetch() {
        return repositories().fetch(repository + "/sample:1.2.3", "");
    }

    private static ChartRepositories repositories() {
        return new ChartRepositories(new Allowing(true, true));
    }

    private static String failure(Fetched fetched) {
        return ((Fetched.Failed) fetched).failure().what();
    }

    private static String manifest() {
        return """
                {"schemaVersion": 2, "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json"}, "layers": [
                  {"mediaType": "application/vnd.cncf.helm.chart.provenance.v1.prov", "digest": "sha256:00"},
                  {"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "%s"}]}
                """.formatted(DIGEST);
    }

    private HttpHandler guarded(String body) {
        String challenge =
                "Bearer realm=\"http://127.0.0.1:%d/token\",service=\"here\",scope=\"repository:charts/sample:pull\""
                        .formatted(registry.getAddress().getPort());
        return exchange -> {
            if ("Bearer anybody".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 200, body);
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
                answer(exchange, 401, "");
            }
        };
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Allowing(boolean allowHttp, boolean allowLocal) implements ChartSettings {
        @Override
        public Duration patience() {
            return Duration.ofSeconds(10);
        }
    }
}
