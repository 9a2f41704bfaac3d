package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.kube.pause.WebhookPause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges the object that switches admission off for a while: for how long, and in whose name. Pure but for its log.
final class PauseReview {
    private static final Logger LOG = LoggerFactory.getLogger(PauseReview.class);

    private PauseReview() {}

    static byte[] answer(AdmissionRequest request, JsonNode object, Instant now) {
        JsonNode data = object.path("data");
        String by = data.path("by").asText("");
        if (!by.isEmpty() && !by.equals(request.user())) {
            return refused(
                    request,
                    "data.by is %s, must be %s: nobody disables admission in another's name"
                            .formatted(by, request.user()));
        }
        Instant until;
        try {
            until = Instant.parse(data.path("until").asText(""));
        } catch (DateTimeException unreadable) {
            return refused(request, "data.until must be a time such as " + now.plusSeconds(3600));
        }
        if (until.isAfter(now.plus(WebhookPause.LONGEST))) {
            return refused(
                    request,
                    "data.until is %s, must be within %d hours from now"
                            .formatted(until, WebhookPause.LONGEST.toHours()));
        }
        String note = "until %s by %s".formatted(until, request.user());
        LOG.warn("admission is disabled {}", note);
        return Review.answer(
                request.uid(),
                List.of(),
                List.of("admission does not ask kspec " + note),
                Map.of("webhook-disabled", note));
    }

    private static byte[] refused(AdmissionRequest request, String problem) {
        return Review.answer(request.uid(), List.of(problem), List.of(), Map.of());
    }
}
