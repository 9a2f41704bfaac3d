package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An expression about changes is asked when objects are created, or is not any more.
public final class CelOptionalOldSelfChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    93,
                    "cel-optional-old-self-changed",
                    "optionalOldSelf",
                    "the expression is asked for new objects too")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-validations");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        Expressions expressions = Expressions.of(node);
        return Stream.concat(expressions.kept().stream(), expressions.edited().stream())
                .filter(pair -> optional(pair.before()) != optional(pair.after()))
                .map(pair -> CARD.found(
                        node.where(),
                        "optionalOldSelf: " + optional(pair.before()),
                        "optionalOldSelf: " + optional(pair.after()),
                        "%s of %s is asked %s."
                                .formatted(
                                        Expressions.text(pair.after()),
                                        node.name(),
                                        optional(pair.after())
                                                ? "when objects are created too"
                                                : "only when objects change")))
                .toList();
    }

    private static boolean optional(JsonNode entry) {
        return entry.path("optionalOldSelf").asBoolean(false);
    }
}
