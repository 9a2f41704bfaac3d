package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Formats;
import java.util.List;
import java.util.Set;

/// The format of a value is new, another one, or gone. Only formats that API servers check count.
public final class FormatChanged implements SchemaRule {
    public static final RuleCard ADDED = RuleCard.of(
                    63,
                    "format-added",
                    "a format that is checked is new",
                    "stored objects and writers with other values are refused")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

    public static final RuleCard CHANGED = RuleCard.of(
                    63,
                    "format-changed",
                    "a format that is checked became another one",
                    "stored objects and writers with other values are refused")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

    public static final RuleCard REMOVED = RuleCard.of(
                    63, "format-removed", "a format that was checked is gone", "readers meet other values")
            .up(WARN)
            .back(WARN)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(ADDED, CHANGED, REMOVED);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("format");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        String before = checked(node.before("format"));
        String after = checked(node.after("format"));
        if (before.equals(after)) {
            return List.of();
        }
        if (before.isEmpty()) {
            return List.of(
                    node.found(ADDED, "format", "%s must have the format %s now.".formatted(node.name(), after)));
        }
        return List.of(
                after.isEmpty()
                        ? node.found(
                                REMOVED,
                                "format",
                                "%s may have any format, not only %s.".formatted(node.name(), before))
                        : node.found(
                                CHANGED,
                                "format",
                                "The format of %s changed from %s to %s.".formatted(node.name(), before, after)));
    }

    private static String checked(JsonNode format) {
        return Formats.checked(format.asText("")) ? format.asText("") : "";
    }
}
