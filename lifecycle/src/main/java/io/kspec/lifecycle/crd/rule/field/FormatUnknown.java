package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Formats;
import java.util.List;
import java.util.Set;

/// A format is set that the oldest cluster does not know, or no API server at all.
public final class FormatUnknown implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    64,
                    "format-unknown",
                    "a format that the oldest cluster does not know",
                    "it is not enforced there, so that clusters differ")
            .up(WARN)
            .back(WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("format");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        String format = node.after("format").asText("");
        return format.isEmpty() || Formats.known(format, node.context().oldestMinor())
                ? List.of()
                : List.of(node.found(
                        CARD,
                        "format",
                        "The format %s of %s is not known to %s, which does not enforce it."
                                .formatted(
                                        format,
                                        node.name(),
                                        node.context()
                                                .oldestMinor()
                                                .map(minor -> "Kubernetes 1." + minor)
                                                .orElse("any API server"))));
    }
}
