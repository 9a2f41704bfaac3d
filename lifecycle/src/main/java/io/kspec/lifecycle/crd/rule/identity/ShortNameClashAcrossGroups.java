package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.INFO;
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

/// Another group, or Kubernetes itself, uses a short name or the plural too.
public final class ShortNameClashAcrossGroups implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    9,
                    "short-name-clash-across-groups",
                    "a short name or plural that another group or a built-in kind uses",
                    "the API server takes it, and clients resolve it to either")
            .up(WARN)
            .back(INFO)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings().others().stream()
                .filter(other -> !other.group().equals(change.after().group()))
                .flatMap(other -> words(change.after().names())
                        .filter(words(other.names()).collect(Collectors.toSet())::contains)
                        .sorted()
                        .map(name -> CARD.found(
                                Where.definition("spec.names"),
                                "",
                                name,
                                "The name %s is used by %s as well: clients resolve it to either of the two."
                                        .formatted(name, other.owner()))))
                .toList();
    }

    private static Stream<String> words(CrdNames names) {
        return Stream.concat(Stream.of(names.plural()), names.shortNames().stream())
                .distinct();
    }
}
