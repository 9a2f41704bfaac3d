package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A bound includes its own value, or does not. It says nothing where there is no bound.
public final class ExclusiveBoundChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    80,
                    "exclusive-bound-changed",
                    "exclusiveMinimum or exclusiveMaximum, switched on or off",
                    "on: the bound itself is refused; off: it is taken")
            .up(BREAK, OK)
            .back(OK, BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("exclusiveMinimum", "exclusiveMaximum");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Stream.of("minimum", "maximum")
                .filter(bound -> !node.before(bound).isMissingNode()
                        && !node.after(bound).isMissingNode())
                .map(bound -> "exclusive" + bound.substring(0, 1).toUpperCase(Locale.ROOT) + bound.substring(1))
                .filter(node::differs)
                .map(keyword -> found(node, keyword))
                .toList();
    }

    private static Finding found(NodePair node, String keyword) {
        boolean on = node.after(keyword).asBoolean(false);
        String bound = on ? "refused now" : "taken now";
        return CARD.found(
                node.where(),
                NodePair.told(keyword, node.before(keyword)),
                NodePair.told(keyword, node.after(keyword)),
                "The bound of %s itself is %s (%s).".formatted(node.name(), bound, keyword),
                on ? BREAK : OK,
                on ? OK : BREAK);
    }
}
