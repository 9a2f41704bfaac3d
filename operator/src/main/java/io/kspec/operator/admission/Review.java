package io.kspec.operator.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.AdmissionRequest.Operation;
import io.kspec.core.admission.Decision;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AdmissionReview `admission.k8s.io/v1` in and out. Pure.
final class Review {
    static final String API_VERSION = "admission.k8s.io/v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int FORBIDDEN = 403;

    private Review() {}

    /// What a request body holds.
    sealed interface Reading {
        record Asked(AdmissionRequest request) implements Reading {}

        /// `message` says what is wrong and what is expected.
        record Unreadable(String message) implements Reading {}
    }

    static Reading read(byte[] body) {
        JsonNode review;
        try {
            review = MAPPER.readTree(body);
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            return unreadable(
                    "the body is not JSON: line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
        } catch (IOException unlikely) {
            return unreadable("the body could not be read");
        }
        if (!review.path("kind").asText("").equals("AdmissionReview")
                || !review.path("apiVersion").asText("").equals(API_VERSION)) {
            return unreadable("apiVersion %s and kind %s are not understood"
                    .formatted(quoted(review.path("apiVersion")), quoted(review.path("kind"))));
        }
        JsonNode request = review.path("request");
        Optional<Operation> operation = Arrays.stream(Operation.values())
                .filter(known -> known.name().equals(request.path("operation").asText("")))
                .findFirst();
        if (request.path("uid").asText("").isEmpty() || operation.isEmpty()) {
            return unreadable("request.uid or request.operation is missing");
        }
        return new Reading.Asked(new AdmissionRequest(
                request.path("uid").asText(),
                request.path("userInfo").path("username").asText(""),
                operation.get(),
                request.path("namespace").asText(""),
                request.path("subResource").asText(""),
                object(request.path("object")),
                object(request.path("oldObject")),
                request.path("dryRun").asBoolean(false)));
    }

    /// @param audited entries of the audit log, by key
    static byte[] answer(String uid, Decision decision, Map<String, String> audited) {
        ObjectNode response = JSON.objectNode().put("uid", uid);
        switch (decision) {
            case Decision.Admit _ -> response.put("allowed", true);
            case Decision.Warn warn -> warned(response.put("allowed", true), warn.warnings());
            case Decision.Refuse refuse -> {
                refused(response, refuse.message());
                warned(response, refuse.warnings());
            }
        }
        audited(response, audited);
        return written(response);
    }

    /// An admission with a change; without operations, one that changes nothing.
    ///
    /// @param patch RFC 6902
    static byte[] answer(String uid, ArrayNode patch, Map<String, String> audited) {
        ObjectNode response = JSON.objectNode().put("uid", uid).put("allowed", true);
        if (!patch.isEmpty()) {
            response.put("patchType", "JSONPatch").put("patch", bytes(patch));
        }
        audited(response, audited);
        return written(response);
    }

    /// An answer about one of kspec's own kinds: refused with every problem, or admitted with warnings.
    ///
    /// @param audited entries of the audit log, by key
    static byte[] answer(String uid, List<String> problems, List<String> warnings, Map<String, String> audited) {
        ObjectNode response = JSON.objectNode().put("uid", uid);
        if (problems.isEmpty()) {
            warned(response.put("allowed", true), warnings);
            audited(response, audited);
        } else {
            refused(response, String.join(" | ", problems));
        }
        return written(response);
    }

    /// A `Status` for callers whose review cannot be answered.
    static byte[] status(int code, String message) {
        ObjectNode status = JSON.objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code);
        return bytes(status);
    }

    private static Reading unreadable(String what) {
        return new Reading.Unreadable("%s; expected an AdmissionReview of %s".formatted(what, API_VERSION));
    }

    private static Optional<JsonNode> object(JsonNode node) {
        return node.isObject() ? Optional.of(node) : Optional.empty();
    }

    private static String quoted(JsonNode node) {
        String text = node.asText("");
        return "\"%s\"".formatted(text.length() <= 80 ? text : text.substring(0, 80) + "…");
    }

    private static void audited(ObjectNode response, Map<String, String> audited) {
        if (!audited.isEmpty()) {
            ObjectNode annotations = response.putObject("auditAnnotations");
            audited.forEach(annotations::put);
        }
    }

    private static void warned(ObjectNode response, List<String> warnings) {
        if (!warnings.isEmpty()) {
            ArrayNode list = response.putArray("warnings");
            warnings.forEach(list::add);
        }
    }

    private static void refused(ObjectNode response, String message) {
        response.put("allowed", false);
        response.putObject("status")
                .put("code", FORBIDDEN)
                .put("reason", "Forbidden")
                .put("message", message);
    }

    private static byte[] written(ObjectNode response) {
        ObjectNode review = JSON.objectNode().put("apiVersion", API_VERSION).put("kind", "AdmissionReview");
        review.set("response", response);
        return bytes(review);
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree could not be written", impossible);
        }
    }
}
