package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.ArrayList;
import java.util.List;

/// The oldest cluster does not know what the definition uses.
public final class ClusterTooOld implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    123,
                    "cluster-too-old",
                    "a feature above the cluster's version: selectableFields, expressions and their fields; "
                            + "ratcheting below 1.30",
                    "the definition is refused there, a field of it is dropped, or stored objects are judged whole")
            .up(WARN, REJECT)
            .back(WARN)
            .evidence(LOOK_UP);

    private static final int EXPRESSIONS = 25;
    private static final int RATCHETING = 30;
    private static final int SELECTABLE_FIELDS = 31;

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings()
                .oldestMinor()
                .map(minor -> change.newly(crd -> judge(crd, minor)))
                .orElse(List.of());
    }

    private static List<Finding> judge(Crd crd, int minor) {
        var found = new ArrayList<Finding>();
        for (CrdVersion version : crd.versions()) {
            if (minor < EXPRESSIONS && usesExpressions(version)) {
                found.add(CARD.found(
                        Where.version(version.name()),
                        "",
                        "x-kubernetes-validations",
                        "Kubernetes 1.%d does not know x-kubernetes-validations (1.%d).".formatted(minor, EXPRESSIONS),
                        REJECT,
                        WARN));
            }
            if (minor < SELECTABLE_FIELDS && !version.selectableFields().isEmpty()) {
                found.add(CARD.found(
                        Where.version(version.name()),
                        "",
                        "selectableFields",
                        "Kubernetes 1.%d drops selectableFields (1.%d): selectors fail there."
                                .formatted(minor, SELECTABLE_FIELDS)));
            }
        }
        if (minor < RATCHETING) {
            found.add(CARD.found(
                    Where.definition(""),
                    "",
                    "1." + minor,
                    ("Kubernetes 1.%d does not ratchet (1.%d): any edit of an object that breaks the new "
                                    + "schema is refused.")
                            .formatted(minor, RATCHETING)));
        }
        return found;
    }

    private static boolean usesExpressions(CrdVersion version) {
        return version.schema()
                .filter(schema -> !schema.findValues("x-kubernetes-validations").isEmpty())
                .isPresent();
    }
}
