package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.ServedOrder;
import java.util.List;

/// Clients that name no version get another one.
public final class PreferredVersionChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    24,
                    "preferred-version-changed",
                    "another served version comes first in the order of the API server",
                    "clients without a version, and comparisons with version control, jump")
            .up(WARN)
            .back(WARN);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> {
            String old = preferred(before);
            String next = preferred(after);
            return old.equals(next) || old.isEmpty() || next.isEmpty()
                    ? List.of()
                    : List.of(CARD.found(
                            Where.definition("spec.versions"),
                            old,
                            next,
                            "Clients that name no version get %s instead of %s.".formatted(next, old)));
        });
    }

    private static String preferred(Crd crd) {
        return crd.versions().stream()
                .filter(CrdVersion::served)
                .map(CrdVersion::name)
                .min(ServedOrder.PREFERRED_FIRST)
                .orElse("");
    }
}
