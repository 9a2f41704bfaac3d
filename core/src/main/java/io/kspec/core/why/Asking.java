package io.kspec.core.why;

import io.kspec.core.resolve.Origin;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Who asks for a rule.
///
/// @param field of the specification in force, for example `spec.workloads.images.requireDigests`; the entry of a
///     list where one entry asks
/// @param sources what declared it, `PolicyTemplate security-baseline`; several where a section is declared in
///     parts
public record Asking(String field, List<String> sources) {
    public Asking {
        sources = List.copyOf(sources);
    }

    /// Who asks for an instance of a rule.
    ///
    /// @param origins of the specification that has the rule
    public static Asking of(RuleId rule, List<Origin> origins) {
        FieldPath section = Rules.ALL.stream()
                .filter(kind -> kind.name().equals(rule.rule()))
                .map(RuleKind::askedBy)
                .findFirst()
                .map(field -> FieldPath.of("spec." + field))
                .orElse(FieldPath.of("spec"));
        List<Origin> inSection = origins.stream()
                .filter(origin -> within(origin.path(), section) || within(section, origin.path()))
                .toList();
        List<Origin> ofInstance =
                inSection.stream().filter(origin -> speaksOf(origin, rule)).toList();
        List<Origin> best = ofInstance.isEmpty() ? inSection : ofInstance;
        String field = best.size() == 1 && within(best.getFirst().path(), section)
                ? best.getFirst().path().dotted()
                : section.dotted();
        return new Asking(field, best.stream().map(Origin::source).distinct().toList());
    }

    /// Whether an entry of a list is the one that an instance of a rule was made from: it holds the parameter as a
    /// value of its own.
    private static boolean speaksOf(Origin origin, RuleId rule) {
        return !rule.parameter().isEmpty()
                && (origin.value().contains("\"%s\"".formatted(rule.parameter()))
                        || origin.value().equals(rule.parameter()));
    }

    private static boolean within(FieldPath inner, FieldPath outer) {
        List<String> around = outer.segments();
        return inner.segments().size() >= around.size()
                && inner.segments().subList(0, around.size()).equals(around);
    }
}
