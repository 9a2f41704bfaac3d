package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.INFO;
import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;
import java.util.TreeSet;

/// The kind joined or left a group of names such as `all`.
public final class CategoryChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    10,
                    "category-changed",
                    "spec.names.categories",
                    "deleting everything of a category reaches, or misses, the objects")
            .up(WARN)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> {
            var differing = new TreeSet<>(before.names().categories());
            differing.addAll(after.names().categories());
            differing.removeIf(name -> before.names().categories().contains(name)
                    == after.names().categories().contains(name));
            return differing.stream()
                    .map(name -> found(name, after.names().categories().contains(name)))
                    .toList();
        });
    }

    private static Finding found(String category, boolean joined) {
        return CARD.found(
                Where.definition("spec.names.categories"),
                joined ? "" : category,
                joined ? category : "",
                joined
                        ? "The kind joined the category %s: commands for it, as delete %s --all, reach its objects."
                                .formatted(category, category)
                        : "The kind left the category %s: commands for it miss its objects.".formatted(category));
    }
}
