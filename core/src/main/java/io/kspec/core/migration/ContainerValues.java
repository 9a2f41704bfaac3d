package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The demands on containers: values were texts and are typed now, and three keys stood at the wrong place.
final class ContainerValues {
    private static final FieldPath CONTAINERS = FieldPath.of("spec.workloads.containers");
    private static final Map<String, String> MISPLACED = Map.of(
            "securityContext.hostNetwork", "hostNetwork",
            "securityContext.hostPID", "hostPID",
            "securityContext.hostIPC", "hostIPC");

    /// All that the older scanner looked at.
    private static final Set<String> HAD_EFFECT = Set.of(
            "securityContext.runAsNonRoot",
            "securityContext.allowPrivilegeEscalation",
            "securityContext.privileged",
            "resources.limits.cpu",
            "resources.limits.memory",
            "resources.requests.cpu",
            "resources.requests.memory",
            "hostNetwork",
            "hostPID",
            "hostIPC");

    private ContainerValues() {}

    static void rewrite(Draft draft) {
        for (String list : List.of("required", "forbidden")) {
            for (FieldPath at : Sections.objects(draft, CONTAINERS.field(list))) {
                key(draft, at.field("key"));
                value(draft, at);
            }
        }
    }

    private static void key(Draft draft, FieldPath at) {
        String key = draft.at(at).asText("");
        String meant = MISPLACED.get(key);
        if (meant != null) {
            draft.renamed(at, at, "%s is a field of the pod: the key had no effect before".formatted(meant));
            draft.set(at, TextNode.valueOf(meant));
        } else if (!HAD_EFFECT.contains(key)) {
            draft.carried(at, "had no effect in the older kspec; now it is checked");
        }
    }

    private static void value(Draft draft, FieldPath entry) {
        FieldPath at = entry.field("value");
        JsonNode written = draft.at(at);
        boolean quantity = draft.at(entry.field("key")).asText("").startsWith("resources.");
        if (!written.isTextual() || quantity) {
            return;
        }
        typed(written.asText()).ifPresent(value -> {
            draft.carried(at, "the text is written as the %s it says".formatted(value.isArray() ? "list" : "value"));
            draft.set(at, value);
        });
    }

    /// A boolean, a whole number or a list of texts out of a text; empty for a text that is none of them.
    private static Optional<JsonNode> typed(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(BooleanNode.valueOf(text.equals("true")));
        }
        boolean other = text.matches("-?(0|[1-9][0-9]{0,17})") || (text.startsWith("[") && text.endsWith("]"));
        if (!other) {
            return Optional.empty();
        }
        return Documents.read("value", "value: " + text).stream()
                .filter(Document.class::isInstance)
                .map(Document.class::cast)
                .map(document -> document.json().path("value"))
                .filter(value -> value.isIntegralNumber() || isListOfTexts(value))
                .findFirst();
    }

    private static boolean isListOfTexts(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    }
}
