package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.CelText;
import io.kspec.lifecycle.crd.schema.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// An expression uses what the oldest cluster does not know.
public final class CelLibraryTooNew implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    96,
                    "cel-library-too-new",
                    "a function or macro newer than the oldest cluster",
                    "the definition is refused there")
            .up(REJECT)
            .back(OK)
            .evidence(LOOK_UP);

    /// What came after 1.25, with the first minor version that takes it in new expressions.
    private static final Map<Pattern, Integer> SINCE = Map.of(
            Pattern.compile("\\b(quantity|isQuantity)\\("), 29,
            Pattern.compile("\\.\\?|\\[\\?|\\boptional\\."), 29,
            Pattern.compile("\\bsets\\."), 30,
            Pattern.compile("\\b(ip|isIP|cidr|isCIDR)\\("), 31,
            Pattern.compile("\\bformat\\."), 32,
            Pattern.compile("\\b(transformList|transformMap|transformMapEntry)\\("), 33,
            Pattern.compile("\\.(all|exists|existsOne)\\(\\w+,\\w+,"), 33,
            Pattern.compile("\\b(semver|isSemver)\\("), 34);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings()
                .oldestMinor()
                .map(minor -> change.newly(crd -> tooNew(crd, minor)))
                .orElse(List.of());
    }

    private static List<Finding> tooNew(Crd crd, int minor) {
        var found = new ArrayList<Finding>();
        for (CrdVersion version : crd.versions()) {
            version.schema()
                    .ifPresent(schema -> Walk.nodes(schema, (place, node) -> {
                        for (JsonNode entry : node.path(Expressions.KEYWORD)) {
                            int since = since(Expressions.rule(entry));
                            if (since > minor) {
                                found.add(CARD.found(
                                        new Where(version.name(), place.text()),
                                        "",
                                        Expressions.text(entry),
                                        ("%s needs Kubernetes 1.%d, and the oldest cluster is 1.%d: the "
                                                        + "definition is refused there.")
                                                .formatted(Expressions.text(entry), since, minor)));
                            }
                        }
                    }));
        }
        return found;
    }

    private static int since(String rule) {
        String code = CelText.withoutTexts(rule);
        return SINCE.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(code).find())
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
