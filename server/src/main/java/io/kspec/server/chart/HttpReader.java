package io.kspec.server.chart;

import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads addresses that users gave: every step of a redirection is judged, every body has an end, and so has the
/// time, also for a server that sends a byte now and then.
final class HttpReader {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTIONS = 5;
    private static final String AUTHORIZATION = "Authorization";

    private final RepositoryAddress addresses;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpReader(RepositoryAddress addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
    }

    /// What is asked for.
    ///
    /// @param headers  beside our own; `Authorization` reaches the address's own host only
    /// @param largest  body that is read, in bytes
    record Question(URI address, Map<String, String> headers, int largest) {
        Question {
            headers = Map.copyOf(headers);
        }
    }

    /// What an address answers.
    sealed interface Answer {
        /// The whole body of a 200.
        final class Body implements Answer {
            private final byte[] bytes;
            private final HttpHeaders headers;

            Body(byte[] bytes, HttpHeaders headers) {
                this.bytes = bytes;
                this.headers = headers;
            }

            byte[] bytes() {
                return bytes.clone();
            }

            String text() {
                return new String(bytes, StandardCharsets.UTF_8);
            }

            Optional<String> header(String name) {
                return headers.firstValue(name);
            }
        }

        /// Another status than 200.
        ///
        /// @param challenge of a 401, as `WWW-Authenticate` says it; empty when there is none
        record Status(int status, String challenge, Failure failure) implements Answer {}

        /// No answer that can be used.
        record Failed(Failure failure) implements Answer {}
    }

    /// Asks once, and ends within the patience.
    Answer get(Question question) {
        return within(question.address(), () -> ask(question), Answer.Failed::new);
    }

    /// Does what consists of several questions, and ends within the patience of one.
    ///
    /// @param late makes an answer of having been given up
    <T> T within(URI address, Supplier<T> act, Function<Failure, T> late) {
        var reading = new CompletableFuture<T>();
        Thread reader = Thread.startVirtualThread(() -> {
            try {
                reading.complete(act.get());
            } catch (RuntimeException bug) {
                reading.completeExceptionally(bug);
            }
        });
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            reader.interrupt();
            return late.apply(unreachable(address, "it did not answer within %d s".formatted(patience.toSeconds())));
        } catch (InterruptedException stopped) {
            reader.interrupt();
            Thread.currentThread().interrupt();
            return late.apply(unreachable(address, "the server stops"));
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// Asks once; only within [#within].
    Answer ask(Question question) {
        // Longer than the patience: then it is [#within] that says so.
        return ask(question, patience.plus(CONNECT));
    }

    /// As above, and gives up after a time of its own.
    Answer ask(Question question, Duration limit) {
        URI address = question.address();
        for (int step = 0; step <= MOST_REDIRECTIONS; step++) {
            Optional<Failure> objection = addresses.objection(address.toString());
            if (objection.isPresent()) {
                return new Answer.Failed(objection.get());
            }
            try {
                HttpResponse<InputStream> response =
                        client.send(request(question, address, limit), HttpResponse.BodyHandlers.ofInputStream());
                Optional<URI> next = redirection(address, response);
                if (next.isEmpty()) {
                    return answer(address, response, question.largest());
                }
                response.body().close();
                address = next.get();
            } catch (IOException refused) {
                return new Answer.Failed(unreachable(question.address(), message(refused)));
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
                return new Answer.Failed(unreachable(question.address(), "it was given up"));
            }
        }
        return new Answer.Failed(
                unreachable(question.address(), "it redirects more than %d times".formatted(MOST_REDIRECTIONS)));
    }

    private HttpRequest request(Question question, URI address, Duration limit) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(limit).header("User-Agent", "kspec-server");
        boolean home = address.getAuthority().equals(question.address().getAuthority())
                && address.getScheme().equals(question.address().getScheme());
        question.headers().forEach((name, value) -> {
            if (home || !name.equals(AUTHORIZATION)) {
                request.header(name, value);
            }
        });
        return request.build();
    }

    private static Optional<URI> redirection(URI address, HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 ->
                response.headers().firstValue("Location").map(address::resolve);
            default -> Optional.empty();
        };
    }

    private static Answer answer(URI address, HttpResponse<InputStream> response, int largest) throws IOException {
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return new Answer.Status(
                        response.statusCode(),
                        response.headers().firstValue("WWW-Authenticate").orElse(""),
                        unreachable(address, "it answers with status %d".formatted(response.statusCode())));
            }
            byte[] bytes = body.readNBytes(largest + 1);
            return bytes.length > largest
                    ? new Answer.Failed(unreachable(address, "it sends more than %,d bytes".formatted(largest)))
                    : new Answer.Body(bytes, response.headers());
        }
    }

    private static Failure unreachable(URI address, String cause) {
        return new Failure.Unreachable(address.toString(), cause);
    }

    private static String message(IOException refused) {
        return Optional.ofNullable(refused.getMessage())
                .orElse(refused.getClass().getSimpleName());
    }
}
