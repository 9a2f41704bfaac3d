package io.kspec.cli.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A real HTTP server that answers with bodies written down from the contract. It is no kspec server: it knows no
/// rules, and shows only what commands send and how they print what comes. The last answer to a request is given
/// again and again.
public final class RecordedServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public record Request(String line, String body, Optional<String> token, Map<String, String> headers) {}

    public record Answer(int status, String body, Map<String, String> headers) {}

    public RecordedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /// Writes an answer down, after those that are there.
    ///
    /// @param request `GET /operators`, below the base path and without its query
    public RecordedServer answers(String request, int status, String body) {
        return answers(request, new Answer(status, body, Map.of()));
    }

    public RecordedServer answers(String request, Answer answer) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /// A refusal as the contract writes it.
    public RecordedServer refuses(String request, int status, String code, String message) {
        return answers(request, status, """
                {"type": "https://kspec.io/problems/x", "title": "Refused", "status": %d, "detail": "%s",
                 "error": {"code": "%s", "message": "%s", "details": [], "traceId": "4bf92f3577b34da6"}}
                """.formatted(status, message, code, message));
    }

    public String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public Request last() {
        return requests.getLast();
    }

    /// Runs a command against this server, with a token from the environment.
    public Kspec.Ended run(Kspec kspec, String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--server", url()));
        return kspec.with(Map.of("KSPEC_TOKEN", "t0ken")).run(line.toArray(String[]::new));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new ConcurrentHashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + path,
                    body,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    headers));
            Answer answer = next(exchange.getRequestMethod() + " " + path.replaceFirst("\\?.*$", ""));
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Answer next(String request) {
        Deque<Answer> recorded = answers.getOrDefault(request, new ArrayDeque<>());
        synchronized (recorded) {
            if (recorded.isEmpty()) {
                return new Answer(
                        404, "{\"error\": {\"code\": \"NOT_FOUND\", \"message\": \"nothing was recorded\"}}", Map.of());
            }
            return recorded.size() == 1 ? recorded.getFirst() : recorded.removeFirst();
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
