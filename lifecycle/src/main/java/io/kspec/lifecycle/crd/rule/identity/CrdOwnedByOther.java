package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.LinkedHashSet;
import java.util.List;

/// Somebody else installed the live definition and would write it again.
public final class CrdOwnedByOther implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    11,
                    "crd-owned-by-other",
                    "the live definition carries another release's labels, annotations or field manager",
                    "two installers fight, and the objects of the loser break")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings()
                .applier()
                .map(applier -> change.live(live -> owners(live, applier)))
                .orElse(List.of());
    }

    private static List<Finding> owners(Crd live, Surroundings.Applier applier) {
        var owners = new LinkedHashSet<String>();
        String release = live.annotation("meta.helm.sh/release-name").orElse("");
        String namespace = live.annotation("meta.helm.sh/release-namespace").orElse("");
        if (!release.isEmpty() && !(release.equals(applier.release()) && namespace.equals(applier.namespace()))) {
            owners.add("the Helm release %s/%s".formatted(namespace, release));
        }
        for (JsonNode entry : live.json().path("metadata").path("managedFields")) {
            String manager = entry.path("manager").asText("");
            if (entry.path("fieldsV1").path("f:spec").has("f:versions")
                    && !applier.managers().contains(manager)) {
                owners.add("the field manager " + manager);
            }
        }
        return owners.stream()
                .map(owner -> CARD.found(
                        Where.definition("metadata"),
                        owner,
                        "",
                        "The live definition belongs to %s: two installers would fight over it.".formatted(owner)))
                .toList();
    }
}
