package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.INFO;

import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;

/// Clients are warned of a version, or in other words, or not any more.
public final class VersionDeprecated implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    29, "version-deprecated", "deprecated or deprecationWarning", "warnings in answers")
            .up(INFO)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        String before = warning(version.before());
        String after = warning(version.after());
        return before.equals(after)
                ? List.of()
                : List.of(CARD.found(
                        version.where(),
                        before,
                        after,
                        "%s %s."
                                .formatted(
                                        version.name(),
                                        after.isEmpty() ? "is not deprecated any more" : "is " + after)));
    }

    private static String warning(CrdVersion version) {
        String text = version.json().path("deprecationWarning").asText("");
        return version.deprecated() ? "deprecated" + (text.isEmpty() ? "" : ": " + Json.cut(text)) : "";
    }
}
