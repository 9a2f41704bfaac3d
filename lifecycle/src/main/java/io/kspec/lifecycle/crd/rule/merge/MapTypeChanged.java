package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// An object is owned field by field, or as a whole.
public final class MapTypeChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    101,
                    "map-type-changed",
                    "x-kubernetes-map-type: granular became atomic, or the other way round",
                    "atomic: a forced apply drops the fields of others; granular: leftovers stay merged in")
            .up(WARN, BREAK)
            .back(WARN)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-map-type");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        String before = kind(node.before("x-kubernetes-map-type"));
        String after = kind(node.after("x-kubernetes-map-type"));
        return before.equals(after)
                ? List.of()
                : List.of(CARD.found(
                        node.where(),
                        before,
                        after,
                        "%s is owned %s now."
                                .formatted(
                                        node.name(),
                                        after.equals("atomic")
                                                ? "as a whole: a forced apply drops the fields of others"
                                                : "field by field: what others left there stays"),
                        after.equals("atomic") ? BREAK : WARN,
                        WARN));
    }

    private static String kind(JsonNode said) {
        return said.asText("").isEmpty() ? "granular" : said.asText("");
    }
}
