package io.kspec.cli.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A kspec server, asked one question at a time. Every answer is waited for at most as long as the access says.
/// Redirections are not followed: the token is for this server only. Close it.
public final class ServerClient implements AutoCloseable {
    private static final int NO_SUCCESS = 300;
    private static final int MOST_PER_PAGE = 100;
    private static final int LARGEST_ANSWER = 64_000_000;
    private static final int LARGEST_REFUSAL = 1_000_000;
    private static final String JSON = "application/json";

    private final HttpClient http;
    private final ServerAccess access;

    private ServerClient(HttpClient http, ServerAccess access) {
        this.http = http;
        this.access = access;
    }

    /// Asks nothing yet. A file of authorities that cannot be used is wrong usage.
    public static Step<ServerClient> of(ServerAccess access) {
        HttpClient.Builder http =
                HttpClient.newBuilder().connectTimeout(access.patience()).followRedirects(HttpClient.Redirect.NEVER);
        if (access.authorities().isEmpty()) {
            return Step.next(new ServerClient(http.build(), access));
        }
        return TrustedAuthorities.of(access.authorities().get())
                .then(trusted ->
                        Step.next(new ServerClient(http.sslContext(trusted).build(), access)));
    }

    public URI server() {
        return access.server();
    }

    public Reply get(Address address) {
        return exchange(request(address).GET());
    }

    public Reply post(Address address, JsonNode body) {
        return exchange(withJson(request(address), "POST", body));
    }

    /// Sends a file as it is.
    public Reply post(Address address, byte[] content, String type) {
        return exchange(request(address).header("Content-Type", type).POST(BodyPublishers.ofByteArray(content)));
    }

    /// Replaces what has not changed since it was read.
    ///
    /// @param etag the version that was read; empty when the server gave none
    public Reply put(Address address, JsonNode body, Optional<String> etag) {
        HttpRequest.Builder request = request(address);
        etag.ifPresent(version -> request.header("If-Match", version));
        return exchange(withJson(request, "PUT", body));
    }

    public Reply delete(Address address) {
        return exchange(request(address).DELETE());
    }

    /// The first entries of a list, over as many pages as that takes.
    ///
    /// @param plural the name of the list in the answer
    /// @param most how many entries at most, at least 1
    public Step<Listed> list(Address address, String plural, int most) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        var items = all.putArray(plural);
        while (true) {
            int wanted = Math.min(MOST_PER_PAGE, most - items.size());
            Address page =
                    address.with("limit", Integer.toString(wanted)).with("offset", Integer.toString(items.size()));
            switch (get(page).step()) {
                case Step.Stop<Reply.Done> stop -> {
                    return stop.retyped();
                }
                case Step.Next<Reply.Done>(Reply.Done answer) -> {
                    JsonNode entries = answer.body().path(plural);
                    entries.forEach(items::add);
                    boolean more = answer.body().path("hasMore").asBoolean(false) && !entries.isEmpty();
                    if (!more || items.size() >= most) {
                        int total = answer.body().path("total").asInt(items.size());
                        return Step.next(new Listed(answer.request(), plural, all.put("total", total), total));
                    }
                }
            }
        }
    }

    /// What a stream of events came to.
    public sealed interface Streaming {
        /// `events` is the caller's to close.
        record Open(EventStream events) implements Streaming {}

        record Not(Reply why) implements Streaming {}
    }

    /// Opens a stream of events.
    ///
    /// @param lastId the last event that is known already
    public Streaming events(Address address, Optional<String> lastId) {
        HttpRequest.Builder request = request(address).GET().setHeader("Accept", "text/event-stream");
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        return switch (open(request.build())) {
            case Opened.Answered(HttpResponse<InputStream> answer)
            when answer.statusCode() < NO_SUCCESS -> new Streaming.Open(new EventStream(answer.body()));
            case Opened.Answered(HttpResponse<InputStream> answer) -> new Streaming.Not(refused(answer));
            case Opened.Failed(Failure why) -> new Streaming.Not(new Reply.Silent(why));
        };
    }

    /// What a download came to: bytes as the server sent them.
    public sealed interface Download {
        /// `content` is the caller's to close.
        record Open(InputStream content) implements Download {}

        record Not(Reply why) implements Download {}
    }

    public Download download(Address address) {
        return switch (open(request(address).GET().setHeader("Accept", "*/*").build())) {
            case Opened.Answered(HttpResponse<InputStream> answer)
            when answer.statusCode() < NO_SUCCESS -> new Download.Open(answer.body());
            case Opened.Answered(HttpResponse<InputStream> answer) -> new Download.Not(refused(answer));
            case Opened.Failed(Failure why) -> new Download.Not(new Reply.Silent(why));
        };
    }

    private sealed interface Opened {
        record Answered(HttpResponse<InputStream> answer) implements Opened {}

        record Failed(Failure why) implements Opened {}
    }

    private HttpRequest.Builder request(Address address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + address.toString()))
                .timeout(access.patience())
                .header("Accept", JSON);
        access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.text()));
        return request;
    }

    private static HttpRequest.Builder withJson(HttpRequest.Builder request, String method, JsonNode body) {
        BodyPublisher text = body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return request.header("Content-Type", JSON).method(method, text);
    }

    /// The whole answer within the patience: the timeout of a request ends with its headers.
    private Reply exchange(HttpRequest.Builder built) {
        HttpRequest request = built.build();
        var pending = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> answer = pending.get(access.patience().toMillis(), TimeUnit.MILLISECONDS);
            return reply(answer, answer.body());
        } catch (InterruptedException ended) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Silent(Silence.interrupted(access.server()));
        } catch (TimeoutException late) {
            pending.cancel(true);
            return new Reply.Silent(Silence.late(access.server(), access.patience()));
        } catch (ExecutionException failed) {
            return new Reply.Silent(Silence.of(
                    access.server(), access.patience(), Objects.requireNonNullElse(failed.getCause(), failed)));
        }
    }

    private Opened open(HttpRequest request) {
        try {
            return new Opened.Answered(http.send(request, BodyHandlers.ofInputStream()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Opened.Failed(Silence.interrupted(access.server()));
        } catch (IOException silent) {
            return new Opened.Failed(Silence.of(access.server(), access.patience(), silent));
        }
    }

    private static Reply reply(HttpResponse<?> answer, byte[] content) {
        String request =
                "%s %s".formatted(answer.request().method(), answer.request().uri());
        String text = new String(content, StandardCharsets.UTF_8);
        if (answer.statusCode() >= NO_SUCCESS) {
            return new Reply.Refused(Problem.of(request, answer.statusCode(), json(text), retryAfter(answer)));
        }
        try {
            JsonNode body = text.isBlank() ? MissingNode.getInstance() : Wire.JSON.readTree(text);
            return new Reply.Done(request, body, answer.headers().firstValue("ETag"));
        } catch (JsonProcessingException noJson) {
            return new Reply.Silent(new Failure.Malformed(
                    "the answer is no JSON, so something else than a kspec server gave it",
                    request,
                    "Check the address of the server."));
        }
    }

    /// What was opened as a stream and is none.
    private Reply refused(HttpResponse<InputStream> answer) {
        try (InputStream content = answer.body()) {
            return reply(answer, content.readNBytes(LARGEST_REFUSAL));
        } catch (IOException broken) {
            return new Reply.Silent(Silence.of(access.server(), access.patience(), broken));
        }
    }

    /// Of a refusal the status says enough when its body is no JSON.
    private static JsonNode json(String text) {
        try {
            return Wire.JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /// Ends streams that are still open too.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
