package io.kspec.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a web server that serves what chart repositories serve, and what they should not.
final class ChartRepositoriesTest {
    private static final byte[] CHART = Packed.chart("1.2.3").bytes();

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer web;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(threads);
        web.createContext(
                "/good/index.yaml",
                exchange -> answer(exchange, 200, """
                apiVersion: v1
                entries:
                  sample:
                  - {name: sample, version: 1.2.3, digest: "%s", urls: [sample-1.2.3.tgz], created: "2026-01-02T03:04:05Z"}
                  - {name: sample, version: 2.0.0-rc.1, urls: ["http://elsewhere.test/x.tgz"]}
                  - {name: sample, version: latest, urls: [x.tgz]}
                  - {name: sample, version: 1.0.0}
                """.formatted(
                        ChartArchive.of(CHART).digest()).getBytes(StandardCharsets.UTF_8)));
        web.createContext("/good/sample-1.2.3.tgz", exchange -> answer(exchange, 200, CHART));
        web.createContext(
                "/page/index.yaml", exchange -> answer(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8)));
        web.createContext("/gone", exchange -> answer(exchange, 404, new byte[0]));
        web.createContext("/moved/index.yaml", exchange -> moved(exchange, "/good/index.yaml"));
        web.createContext("/round", exchange -> moved(exchange, "/round"));
        web.createContext("/away", exchange -> moved(exchange, "file:///etc/passwd"));
        web.createContext("/silent", _ -> await());
        web.createContext("/drips", this::drip);
        web.start();
        address = "http://127.0.0.1:%d".formatted(web.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        over.countDown();
        web.stop(0);
        threads.close();
    }

    @Test
    void theVersionsOfAChartAreListedWithAbsoluteAddresses() {
        Listing listing = repositories(10).list(address + "/good", "sample");

        assertThat(listing).isInstanceOfSatisfying(Listing.Listed.class, listed -> {
            assertThat(listed.entries())
                    .extracting(entry -> entry.version().toString())
                    .containsExactly("1.2.3", "2.0.0-rc.1");
            assertThat(listed.entries().getFirst().url()).isEqualTo(address + "/good/sample-1.2.3.tgz");
            assertThat(listed.entries().getFirst().releasedAt()).isPresent();
        });
    }

    @Test
    void anArchiveIsProvenAgainstItsDigest() {
        String url = address + "/good/sample-1.2.3.tgz";

        assertThat(repositories(10).fetch(url, ChartArchive.of(CHART).digest()))
                .isEqualTo(new Fetched.Archive(ChartArchive.of(CHART)));
        assertThat(repositories(10).fetch(url, "0".repeat(64)))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.failure().what()).contains("has the digest"));
    }

    @Test
    void redirectionsAreFollowedWithinTheRules() {
        assertThat(repositories(10).list(address + "/moved", "sample")).isInstanceOf(Listing.Listed.class);
        assertThat(unreachable("/round")).contains("redirects more than 5 times");
        assertThat(unreachable("/away")).contains("no absolute URL");
    }

    @Test
    void whatIsNoRepositorySaysSo() {
        assertThat(unreachable("/page")).contains("no index of a chart repository");
        assertThat(unreachable("/gone")).contains("status 404");
        assertThat(repositories(10).list(address + "/good", "other")).isInstanceOf(Listing.NoSuchChart.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/drips"})
    void aRepositoryThatHangsIsGivenUp(String path) {
        assertThat(unreachable(path)).contains("did not answer within 2 s");
    }

    @Test
    void nobodyListensIsAReason() {
        stop();

        assertThat(unreachable("/good")).contains("no answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/charts",
                "https://[::1]/charts",
                "https://169.254.169.254/latest",
                "https://10.0.0.7/charts",
                "https://192.168.1.1/",
                "https://[fd00::1]/",
                "https://0.0.0.0/",
                "https://localhost:8443/",
                "http://charts.example.com/",
                "ftp://charts.example.com/",
                "https://user:secret@charts.example.com/",
                "charts.example.com",
                "not a url",
            })
    void anAddressThatLeadsWhereItShouldNotIsRefused(String repository) {
        var strict = new ChartRepositories(settings(false, 10));

        assertThat(strict.objection(repository)).isPresent();
        assertThat(strict.objection(repository).map(Failure::sentence).orElse(""))
                .doesNotContain("secret");
    }

    private String unreachable(String path) {
        return ((Listing.Unreachable) repositories(2).list(address + path, "sample"))
                .failure()
                .sentence();
    }

    private static ChartRepositories repositories(int seconds) {
        return new ChartRepositories(settings(true, seconds));
    }

    private static ChartSettings settings(boolean development, int seconds) {
        return new ChartSettings() {
            @Override
            public boolean allowHttp() {
                return development;
            }

            @Override
            public boolean allowLocal() {
                return development;
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(seconds);
            }
        };
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void moved(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().add("Location", where);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// One byte, and then nothing for ever.
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('a');
        exchange.getResponseBody().flush();
        await();
        exchange.close();
    }
}
