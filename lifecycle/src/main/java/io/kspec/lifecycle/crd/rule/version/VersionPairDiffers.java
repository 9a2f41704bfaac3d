package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.FieldSets;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.List;
import java.util.TreeMap;

/// Versions between which nothing converts declare different fields.
public final class VersionPairDiffers implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    36,
                    "version-pair-differs",
                    "strategy None, and served or stored versions with different fields",
                    "what only one of them declares is lost by passing through the other")
            .up(LOSS)
            .back(LOSS)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(VersionPairDiffers::judge);
    }

    private static List<Finding> judge(Crd crd) {
        if (crd.conversion().byWebhook()) {
            return List.of();
        }
        List<CrdVersion> used = crd.versions().stream()
                .filter(version -> version.served() || version.storage())
                .filter(version -> version.schema().isPresent())
                .toList();
        var found = new TreeMap<String, Finding>();
        for (CrdVersion lacking : used) {
            for (CrdVersion having : used) {
                lost(lacking, having)
                        .forEach(finding -> found.putIfAbsent(lacking.name() + " " + finding.path(), finding));
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Finding> lost(CrdVersion lacking, CrdVersion having) {
        if (lacking.name().equals(having.name())) {
            return List.of();
        }
        return FieldSets.beyond(
                        having.schema().orElse(Keywords.ANY), lacking.schema().orElse(Keywords.ANY))
                .stream()
                .map(place -> CARD.found(
                        new Where(lacking.name(), place.text()),
                        having.name() + " declares it",
                        "",
                        ("%s has no field %s, which %s has, and nothing converts between them: an object "
                                        + "that passes through %s loses it.")
                                .formatted(lacking.name(), place.text(), having.name(), lacking.name())))
                .toList();
    }
}
