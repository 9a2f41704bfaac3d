package io.kspec.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.kspec.server.database.DatabaseFaults;
import io.kspec.server.secret.KeysAway;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;

/// The one place where what was thrown becomes a problem. What is not named here is a bug: it says nothing but its
/// trace id to the caller.
final class Problems {
    private static final Problem BUG =
            new Problem(Code.INTERNAL_ERROR, "The server failed. Report it with the trace id; trying again may help.");
    private static final Problem NO_DATABASE = new Problem(
            Code.DATABASE_UNAVAILABLE,
            "The server got no connection to its database: it is away, or more is asked at once than this replica's"
                    + " connections serve. Try again in some seconds.");

    private static final Problem NO_TEXT = new Problem(
            Code.VALIDATION_ERROR, "A text of the request holds the character U+0000, which cannot be stored.");

    private Problems() {}

    static Problem of(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> refused.problem();
            case JsonProcessingException unreadable -> unreadable(unreadable);
            case WebApplicationException refused
            when refused.getCause() instanceof JsonProcessingException json -> unreadable(json);
            case WebApplicationException refused ->
                ofStatus(refused.getResponse().getStatus());
            case KeysAway away -> new Problem(Code.KEYS_UNAVAILABLE, away.why().sentence());
            case DataAccessException failed when DatabaseFaults.areAbsence(failed) -> NO_DATABASE;
            case DataAccessException failed when DatabaseFaults.areUnstorableText(failed) -> NO_TEXT;
            case BucketExecutionException failed when DatabaseFaults.areAbsence(failed) -> NO_DATABASE;
            default -> BUG;
        };
    }

    private static Problem unreadable(JsonProcessingException json) {
        if (json.getCause() instanceof Refused tooLarge) {
            return tooLarge.problem();
        }
        if (json instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid(path(unknown), "is not a field of this request; known here: " + known(unknown));
        }
        if (json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.invalid(path(mapping), "has a value that cannot be read; see the schema in /openapi.json");
        }
        Optional<String> where = Optional.ofNullable(json.getLocation())
                .map(at -> " near line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
        String message = "The body is not the JSON this address reads%s.".formatted(where.orElse(""));
        return new Problem(Code.VALIDATION_ERROR, message, List.of(Detail.ofField("", message)));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(Code.VALIDATION_ERROR, "The request cannot be read; see /openapi.json.");
            case 401 -> new Problem(Code.UNAUTHORIZED, "Log in, and send the token as Authorization: Bearer.");
            case 403 -> new Problem(Code.FORBIDDEN, "Your roles do not allow this.");
            case 404 -> new Problem(Code.NOT_FOUND, "There is nothing at this address; see /openapi.json.");
            case 405 ->
                new Problem(Code.METHOD_NOT_ALLOWED, "This address does not know that method; see /openapi.json.");
            case 406 -> new Problem(Code.NOT_ACCEPTABLE, "The answer is JSON: accept application/json.");
            case 413 -> new Problem(Code.PAYLOAD_TOO_LARGE, "The body is larger than 10 MiB.");
            case 415 -> new Problem(Code.UNSUPPORTED_MEDIA_TYPE, "Send JSON with Content-Type: application/json.");
            default -> BUG;
        };
    }
}
