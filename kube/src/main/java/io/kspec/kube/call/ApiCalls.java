package io.kspec.kube.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to one API server. What only reads is repeated as often as the client does that; a write is sent
/// once, because the server's fault may be the answer that was asked for. Safe for use by many threads.
public final class ApiCalls {
    /// More than a definition, a page of ordinary objects or a release's secret ever has.
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    /// How often a question is asked whose connection is closed under it.
    private static final int MOST_TURNS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final HttpClient once;
    private final Duration patience;

    /// Asks the server of a client, with its credentials.
    ///
    /// @param client stays the caller's to close
    /// @param patience for one request, repetitions of the client included
    public ApiCalls(KubernetesClient client, Duration patience) {
        this.client = client;
        this.once = client.getHttpClient()
                .newBuilder()
                .tag(new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        this.patience = patience;
    }

    /// The same server, asked with another patience.
    public ApiCalls within(Duration other) {
        return new ApiCalls(client, other);
    }

    public String server() {
        return client.getMasterUrl().toString();
    }

    public Answer send(Call call) {
        return switch (fetch(call, LARGEST_ANSWER)) {
            case Fetched.Bytes bytes -> parsed(call, bytes);
            case Fetched.TooLarge _ ->
                new Answer.Refused(
                        0, MissingNode.getInstance(), failure(call, "more than %d bytes".formatted(LARGEST_ANSWER)));
            case Fetched.Refused refused -> refused.answer();
        };
    }

    /// The answer as it came, unless it is larger than `most` bytes; then it is not read to its end.
    public Fetched fetch(Call call, int most) {
        long begun = System.nanoTime();
        for (int turn = 1; ; turn++) {
            try {
                return fetch(call, most, begun);
            } catch (ExecutionException failed) {
                Throwable cause = innermost(failed);
                if (turn == MOST_TURNS || !isAskedAgain(call, cause)) {
                    return silent(words(cause));
                }
            }
        }
    }

    /// In HTTP/2 an API server ends a connection with questions under way: when one of them carried a credential that
    /// it does not know, and now and then to spread its load. The client library repeats all other faults of
    /// connections itself. What is no GET may have been done.
    private static boolean isAskedAgain(Call call, Throwable cause) {
        return call.method().equals("GET") && !(cause instanceof IOException);
    }

    private Fetched fetch(Call call, int most, long begun) throws ExecutionException {
        var body = new BoundedBytes(most);
        CompletableFuture<HttpResponse<AsyncBody>> pending =
                (call.method().equals("GET") ? client.getHttpClient() : once).consumeBytes(request(call), body);
        // The body is asked for by the thread that brings the head. In HTTP/2 the end of a connection may be announced
        // before an answer, and the client then throws away what nobody has asked for when the answer ends.
        CompletableFuture<HttpResponse<AsyncBody>> begins = pending.thenApply(response -> {
            response.body().consume();
            return response;
        });
        try {
            long left = patience.toNanos() - (System.nanoTime() - begun);
            HttpResponse<AsyncBody> response = begins.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            Optional<byte[]> bytes = body.all(response.body(), patience.minusNanos(System.nanoTime() - begun));
            if (!response.isSuccessful()) {
                return new Fetched.Refused(refused(call, response.code(), bytes.orElseGet(() -> new byte[0])));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return bytes.<Fetched>map(all -> new Fetched.Bytes(all, took)).orElseGet(Fetched.TooLarge::new);
        } catch (TimeoutException late) {
            pending.cancel(true);
            return silent("none within %d ms".formatted(patience.toMillis()));
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return silent("the question was withdrawn");
        }
    }

    private HttpRequest request(Call call) {
        String path = call.path().startsWith("/") ? call.path().substring(1) : call.path();
        HttpRequest.Builder builder = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return call.body()
                .map(body -> builder.method(call.method(), call.contentType(), body.toString()))
                .orElseGet(() -> call.method().equals("GET")
                        ? builder
                        : builder.method(call.method(), call.contentType(), (String) null))
                .build();
    }

    private Answer parsed(Call call, Fetched.Bytes fetched) {
        try {
            return new Answer.Done(JSON.readTree(fetched.bytes()), fetched.took());
        } catch (IOException garbled) {
            return new Answer.Refused(0, MissingNode.getInstance(), failure(call, "something that is not JSON"));
        }
    }

    private Answer.Refused refused(Call call, int code, byte[] body) {
        JsonNode status = json(body);
        String message = status.path("message").asText("");
        var thrown = new KubernetesClientException(
                message,
                code,
                new StatusBuilder()
                        .withCode(code)
                        .withMessage(message.isEmpty() ? null : message)
                        .build());
        return new Answer.Refused(
                code, status, ApiFailures.of(thrown, server(), call.verb(), call.resource(), call.scope()));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException text) {
            return MissingNode.getInstance();
        }
    }

    private Fetched.Refused silent(String cause) {
        return new Fetched.Refused(
                new Answer.Refused(0, MissingNode.getInstance(), new Failure.Unreachable(server(), cause)));
    }

    private static Failure failure(Call call, String what) {
        return new Failure.ServerError("%s %s".formatted(call.method(), call.path()), what);
    }

    private static Throwable innermost(Throwable failed) {
        Throwable inner = failed;
        while (inner.getCause() != null && !inner.getCause().equals(inner)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
