package io.kspec.cli.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.terminal.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A refusal, as the server explains it.
///
/// @param request `POST https://kspec.example.com/api/v1/operators`
/// @param code the server's word for it: `OPERATOR_NOT_FOUND`; empty when something else answered
/// @param message one clause, without a full stop
/// @param details what is wrong in particular, each with its place
public record Problem(
        String request,
        int status,
        String code,
        String message,
        List<String> details,
        Optional<String> traceId,
        Optional<Duration> retryAfter) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int OTHER_VERSION = 412;
    private static final int VERSION_WANTED = 428;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    public Problem {
        details = List.copyOf(details);
    }

    /// @param body with `error` or with the members of RFC 9457, or anything at all from what stands in between
    static Problem of(String request, int status, JsonNode body, Optional<Duration> retryAfter) {
        JsonNode error = body.path("error");
        String message = Stream.of(error.path("message"), body.path("detail"), body.path("title"))
                .map(text -> text.asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("the server answered with status %d and without a reason".formatted(status));
        String code = error.path("code").asText(body.path("code").asText(""));
        Optional<String> trace = Stream.of(error.path("traceId"), body.path("traceId"))
                .map(text -> text.asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
        return new Problem(request, status, code, bare(message), details(error, body), trace, retryAfter);
    }

    private static List<String> details(JsonNode error, JsonNode body) {
        var details = new ArrayList<String>();
        JsonNode list = error.path("details").isEmpty() ? body.path("errors") : error.path("details");
        for (JsonNode detail : list) {
            String text =
                    bare(detail.path("message").asText(detail.path("detail").asText("")));
            Stream.of("field", "cluster", "pointer", "name")
                    .map(place -> detail.path(place).asText(""))
                    .filter(place -> !place.isBlank())
                    .findFirst()
                    .ifPresentOrElse(
                            place -> details.add("%s: %s".formatted(place, text)),
                            () -> details.add(detail.isTextual() ? detail.asText() : text));
        }
        details.removeIf(String::isBlank);
        return details;
    }

    private static String bare(String text) {
        return text.strip().replaceFirst("\\.+$", "");
    }

    /// What, where, what to do and how the server finds it again, as one line.
    public String sentence() {
        String what = details.isEmpty() ? message : "%s: %s".formatted(summary(), String.join("; ", details));
        var where = new ArrayList<>(List.of(request, Integer.toString(status)));
        if (!code.isEmpty()) {
            where.add(code);
        }
        traceId.ifPresent(trace -> where.add("trace " + trace));
        return "%s (%s). %s".formatted(what, String.join(", ", where), remedy());
    }

    /// Before details, of which a message like `The request is not valid: see the details` only says that they
    /// follow.
    private String summary() {
        return message.replaceFirst(": see the details.*$", "");
    }

    private String remedy() {
        return switch (status) {
            case UNAUTHORIZED -> "Log in again: kspec login.";
            case FORBIDDEN -> "Ask somebody whose role allows it.";
            case NOT_FOUND -> notFound();
            case CONFLICT -> conflict();
            case OTHER_VERSION, VERSION_WANTED -> "Somebody else changed it meanwhile: look at it and try again.";
            case TOO_MANY ->
                retryAfter
                        .map(wait -> "Try again in %d seconds.".formatted(wait.toSeconds()))
                        .orElse("Try again in a minute.");
            default ->
                status >= SERVER_FAULT
                        ? "Try again; the server's log tells more under the trace."
                        : "Correct what is named and try again.";
        };
    }

    /// An address that is not there is no matter of names.
    private String notFound() {
        return code.equals("NOT_FOUND")
                ? "Compare the versions: this server may be older than this kspec."
                : "Check the name; the list command shows those that exist.";
    }

    private String conflict() {
        return switch (code) {
            case "DEPLOYMENT_IN_PROGRESS" -> "Wait for the other deployment, or cancel it: kspec deployments list.";
            case "IN_USE" -> "Take it out of use first: kspec operators undeploy.";
            case "ALREADY_DECIDED" -> "It cannot be decided twice.";
            default -> "Look at its present state and try again.";
        };
    }

    /// 2 for what was given wrongly, 3 for what the server could not or would not look at, 4 for what its state
    /// forbids.
    public ExitCode exitCode() {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN, TOO_MANY -> ExitCode.NOT_EVALUATED;
            case CONFLICT, OTHER_VERSION, VERSION_WANTED -> ExitCode.REFUSED;
            default -> status >= SERVER_FAULT ? ExitCode.NOT_EVALUATED : ExitCode.USAGE;
        };
    }
}
