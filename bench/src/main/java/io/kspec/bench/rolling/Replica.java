package io.kspec.bench.rolling;

import io.kspec.bench.cluster.OperatorProcess;
import io.kspec.bench.cluster.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// One replica: its addresses, and its process.
record Replica(InetSocketAddress admission, int health, OperatorProcess process) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ONE_TRY = Duration.ofSeconds(2);

    /// Where replica `number` is to listen: an address of its own with the port of the front, so that what it
    /// registers is the front.
    static List<String> arguments(int number, int port, int health) {
        return List.of(
                "--webhook-host=" + host(number),
                "--webhook-port=" + port,
                "--webhook-url=https://127.0.0.1",
                "--health-probe-bind-address=127.0.0.1:" + health,
                "--metrics-bind-address=127.0.0.1:0",
                "--shutdown-drain=5",
                "--pod-name=replica-" + number);
    }

    static InetSocketAddress address(int number, int port) {
        return new InetSocketAddress(host(number), port);
    }

    private static String host(int number) {
        return "127.0.1." + (number + 1);
    }

    static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort();
        } catch (IOException refused) {
            throw new UncheckedIOException("no port is free", refused);
        }
    }

    void awaitReady(HttpClient http) throws InterruptedException {
        var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(health)))
                .timeout(ONE_TRY)
                .build();
        Until.so(PATIENCE, "ready replica", () -> ready(http, ask));
    }

    private boolean ready(HttpClient http, HttpRequest ask) {
        process.requireAlive();
        try {
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
