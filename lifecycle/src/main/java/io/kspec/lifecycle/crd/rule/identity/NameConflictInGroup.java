package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.CrdNames;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another definition of the group has taken one of the names.
public final class NameConflictInGroup implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    8,
                    "name-conflict-in-group",
                    "a name that another definition of the group uses",
                    "a new definition is never established; a live one keeps its old names")
            .up(BREAK)
            .back(WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        String group = change.after().group();
        return change.surroundings().others().stream()
                .filter(other -> other.group().equals(group)
                        && !other.owner().equals(change.after().name()))
                .flatMap(other -> names(change.after().names())
                        .filter(names(other.names()).collect(Collectors.toSet())::contains)
                        .distinct()
                        .sorted()
                        .map(name -> CARD.found(
                                Where.definition("spec.names"),
                                "",
                                name,
                                ("The name %s is taken by %s in the group %s: the API server does not serve "
                                                + "it for this definition.")
                                        .formatted(name, other.owner(), group))))
                .toList();
    }

    private static Stream<String> names(CrdNames names) {
        return Stream.concat(
                Stream.of(names.plural(), names.singular(), names.kind(), names.listKind()),
                names.shortNames().stream());
    }
}
