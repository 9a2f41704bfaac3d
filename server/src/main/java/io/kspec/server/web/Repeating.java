package io.kspec.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.digest.Sha256;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.IdempotencyRepository.Answer;
import io.kspec.server.web.IdempotencyRepository.ClaimedKey;
import io.kspec.server.web.IdempotencyRepository.Start;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Lets a client repeat a POST without fear: with the same `Idempotency-Key` the first answer comes again.
///
/// Only success is kept; a refused request changed nothing and gives its key back. A server that dies between an
/// act and its answer leaves the key as running for a day: nothing is ever done twice, and the client is told to
/// look.
@Singleton
public final class Repeating {
    /// After it is judged whether the caller may (2000).
    private static final int PRIORITY = 4000;

    private static final String CLAIMED = "kspec.idempotency";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private final IdempotencyRepository keys;
    private final Transactions transactions;
    private final CurrentCaller caller;
    private final Refusing refusing;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Repeating(
            IdempotencyRepository keys,
            Transactions transactions,
            CurrentCaller caller,
            Refusing refusing,
            ObjectMapper json,
            Clock clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.caller = caller;
        this.refusing = refusing;
        this.json = json;
        this.clock = clock;
    }

    /// What the answer of this request is kept under.
    private record Claim(ClaimedKey id, boolean secretive) {}

    @ServerRequestFilter(priority = PRIORITY)
    public Optional<Response> claim(ContainerRequestContext request, ResourceInfo endpoint) throws IOException {
        String key = request.getHeaderString("Idempotency-Key");
        if (key == null || !request.getMethod().equals("POST") || caller.known().isEmpty()) {
            return Optional.empty();
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 128 visible ASCII characters")
                    .refused();
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String path = request.getUriInfo().getRequestUri().getRawPath();
        ClaimedKey id = new ClaimedKey(caller.known().map(Caller::id).orElseThrow(), path, key);
        byte[] fingerprint = fingerprint(request.getUriInfo().getRequestUri().getRawQuery(), body);
        Start start = transactions.call(transaction -> keys.start(transaction, id, fingerprint, clock.instant()));
        return switch (start) {
            case Start.First() -> {
                boolean secretive = endpoint.getResourceMethod().isAnnotationPresent(Secretive.class);
                request.setProperty(CLAIMED, new Claim(id, secretive));
                yield Optional.empty();
            }
            case Start.Again(Answer answer) -> Optional.of(again(answer, path));
            case Start.Running() ->
                Optional.of(refusing.answer(
                        new Problem(
                                Code.IDEMPOTENCY_KEY_IN_PROGRESS,
                                "The first request with this key has no answer yet. Wait and repeat; if this stays, look"
                                        + " whether it was done before you use another key."),
                        path));
            case Start.OtherRequest() ->
                Optional.of(refusing.answer(
                        new Problem(
                                Code.IDEMPOTENCY_KEY_REUSED,
                                "This key was sent with another body within a day. Use a new key for a new request."),
                        path));
        };
    }

    private Response again(Answer answer, String path) {
        if (answer.mediaType().isPresent() && answer.body().isEmpty()) {
            return refusing.answer(
                    new Problem(
                            Code.IDEMPOTENCY_KEY_REUSED,
                            "This was done, and its answer held a secret that is not kept. Delete what it made if the"
                                    + " answer is lost."),
                    path);
        }
        Response.ResponseBuilder response = Response.status(answer.status()).header("Idempotency-Replayed", true);
        answer.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
        answer.mediaType().ifPresent(type -> response.header(HttpHeaders.CONTENT_TYPE, type));
        answer.body().ifPresent(response::entity);
        return response.build();
    }

    @ServerResponseFilter
    public void keep(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (!(request.getProperty(CLAIMED) instanceof Claim claim)) {
            return;
        }
        if (response.getStatus() >= 400) {
            transactions.run(transaction -> keys.release(transaction, claim.id()));
            return;
        }
        Optional<byte[]> body = body(response);
        Answer answer = new Answer(
                response.getStatus(),
                body.map(_ -> "application/json"),
                Optional.ofNullable(response.getHeaderString(HttpHeaders.LOCATION)),
                claim.secretive() ? Optional.empty() : body);
        transactions.run(transaction -> keys.answered(transaction, claim.id(), answer));
    }

    private Optional<byte[]> body(ContainerResponseContext response) throws JsonProcessingException {
        return response.hasEntity() ? Optional.of(json.writeValueAsBytes(response.getEntity())) : Optional.empty();
    }

    private static byte[] fingerprint(String query, byte[] body) {
        MessageDigest digest = Sha256.begin();
        digest.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return digest.digest(body);
    }
}
