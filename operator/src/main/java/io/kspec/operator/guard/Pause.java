package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.kube.pause.WebhookPause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Admission is not asked until a time, because a person said so. Guards that the API server keeps by itself stay.
///
/// @param by as the object says it; what an API server vouches for stands in its audit log
public record Pause(Instant until, String by, String reason) {
    /// What an object asks for, within [WebhookPause#LONGEST] of its creation; empty when that is over, or when it is
    /// none.
    static Optional<Pause> of(JsonNode object, Instant now) {
        JsonNode metadata = object.path("metadata");
        if (!metadata.path("labels").path(WebhookPause.LABEL).asText("").equals(WebhookPause.LABEL_VALUE)) {
            return Optional.empty();
        }
        JsonNode data = object.path("data");
        try {
            Instant asked = Instant.parse(data.path("until").asText(""));
            Instant longest =
                    Instant.parse(metadata.path("creationTimestamp").asText("")).plus(WebhookPause.LONGEST);
            Instant until = asked.isBefore(longest) ? asked : longest;
            return until.isAfter(now)
                    ? Optional.of(new Pause(
                            until,
                            data.path("by").asText(""),
                            data.path("reason").asText("")))
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// `until 2026-06-15T13:00:00Z, by alice: the node pool is rebuilt`.
    public String sentence() {
        return "until %s, by %s%s"
                .formatted(until, by.isEmpty() ? "somebody" : by, reason.isEmpty() ? "" : ": " + reason);
    }
}
