package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A definition that some ways of applying it cannot carry.
public final class CrdTooLarge implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    118,
                    "crd-too-large",
                    "more than 262,144 bytes, or near the limit of the store at 1.5 MiB",
                    "client-side apply keeps a copy in an annotation and fails")
            .up(WARN)
            .back(WARN);

    private static final long ANNOTATION = 262_144;
    private static final long NEAR_THE_STORE = 1_310_720;

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(CrdTooLarge::judge);
    }

    private static List<Finding> judge(Crd crd) {
        long size = JsonSize.of(crd.json());
        if (size <= ANNOTATION) {
            return List.of();
        }
        String consequence = size > NEAR_THE_STORE
                ? "it comes near the 1.5 MiB that the store takes"
                : "client-side apply cannot keep it in an annotation; apply it server-side";
        return List.of(CARD.found(
                Where.definition(size > NEAR_THE_STORE ? "" : "metadata.annotations"),
                "",
                "%d KiB".formatted(size / 1024),
                "The definition has %,d bytes: %s.".formatted(size, consequence)));
    }
}
