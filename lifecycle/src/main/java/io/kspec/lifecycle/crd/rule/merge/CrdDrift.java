package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Somebody changed the live definition since it was applied. The live one is what is compared.
public final class CrdDrift implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    124,
                    "crd-drift",
                    "the live definition differs from what was applied last",
                    "the comparison is with the live one; somebody else writes it")
            .up(WARN)
            .back(WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings()
                .lastApplied()
                .map(applied -> change.live(live -> judge(applied, live)))
                .orElse(List.of());
    }

    private static List<Finding> judge(Crd applied, Crd live) {
        var differing = new ArrayList<String>();
        if (!applied.names().equals(live.names())) {
            differing.add("names");
        }
        if (applied.conversion().byWebhook() != live.conversion().byWebhook()) {
            differing.add("conversion");
        }
        var names = new TreeSet<String>();
        applied.versions().forEach(version -> names.add(version.name()));
        live.versions().forEach(version -> names.add(version.name()));
        names.stream()
                .filter(name -> !same(applied.version(name), live.version(name)))
                .forEach(differing::add);
        return differing.isEmpty()
                ? List.of()
                : List.of(CARD.found(
                        Where.definition("spec"),
                        "",
                        "",
                        "The live definition is not the one that was applied last: %s. Compared is the live one."
                                .formatted(String.join(", ", differing))));
    }

    private static boolean same(Optional<CrdVersion> one, Optional<CrdVersion> other) {
        return one.isPresent()
                && other.isPresent()
                && one.get().served() == other.get().served()
                && one.get().storage() == other.get().storage()
                && Json.same(
                        one.get().schema().orElse(Keywords.ANY),
                        other.get().schema().orElse(Keywords.ANY));
    }
}
