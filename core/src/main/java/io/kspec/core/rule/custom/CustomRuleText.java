package io.kspec.core.rule.custom;

import io.kspec.core.rule.CelText;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.CustomRule;
import io.kspec.core.spec.NamespaceScope;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Severity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One entry of `rules[]` with every default settled.
///
/// @param kinds that `object` may be; empty when it is the pod of any of them
/// @param scope the namespaces whose labels are selected
/// @param message empty for none
/// @param messageExpression empty for none
record CustomRuleText(
        String name,
        String expression,
        Set<WorkloadKind> kinds,
        Scope scope,
        Severity severity,
        String message,
        String messageExpression) {
    /// The pod or object as a whole, or its metadata as a whole, or a field of either that scans do without.
    private static final String KEPT_METADATA = "\\.(?!managedFields\\b)\\w+\\b(?!\\s*\\()";

    private static final Pattern BEYOND_THE_ESSENCE =
            Pattern.compile("\\b(?:object|pod)\\b(?!\\.(?:spec|kind|apiVersion)\\b|\\.metadata" + KEPT_METADATA + ")"
                    + "|\\bpodMeta\\b(?!" + KEPT_METADATA + ")");
    private static final Pattern NAMES_OF_VOLUMES =
            Pattern.compile("(?s)^(?=.*\\bvolume(?:s|Mounts)\\b)(?=.*\\bname\\b)");

    CustomRuleText {
        kinds = Set.copyOf(kinds);
    }

    /// Empty when the entry lacks what it must have, or names kinds that are not judged.
    static Optional<CustomRuleText> of(CustomRule rule) {
        List<String> names = rule.match() == null ? List.of() : rule.match().kinds();
        Set<WorkloadKind> kinds = EnumSet.noneOf(WorkloadKind.class);
        names.forEach(name -> kind(name).ifPresent(kinds::add));
        if (rule.name() == null || rule.expression() == null || (kinds.isEmpty() && !names.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new CustomRuleText(
                rule.name(),
                rule.expression(),
                kinds,
                scope(rule),
                severity(rule),
                Objects.requireNonNullElse(rule.message(), ""),
                Objects.requireNonNullElse(rule.messageExpression(), "")));
    }

    private static Scope scope(CustomRule rule) {
        return rule.match() == null || rule.match().namespaceSelector() == null
                ? Scope.EVERYWHERE
                : Scope.of(new NamespaceScope(List.of(), List.of(), rule.match().namespaceSelector()));
    }

    /// Whether `object` is the pod, wherever it hangs.
    boolean ofPods() {
        return kinds.isEmpty();
    }

    /// Whether its expressions may read `managedFields`, a status or the names of volumes; by the words they use, and
    /// so in doubt they may.
    boolean readsBeyondTheEssence() {
        return Stream.of(expression, messageExpression)
                .anyMatch(text -> BEYOND_THE_ESSENCE.matcher(text).find()
                        || NAMES_OF_VOLUMES.matcher(text).find());
    }

    boolean concerns(WorkloadKind kind) {
        return ofPods() || kinds.contains(kind);
    }

    /// The demand, and true for objects of other kinds. A comment at the end of the expression must not swallow the
    /// bracket.
    String guarded(String demand) {
        String end = demand.contains("//") || demand.contains("\n") ? "\n)" : ")";
        return "!(object.kind in %s) || (%s%s".formatted(words(), demand, end);
    }

    private String words() {
        return kinds.stream().sorted().map(kind -> CelText.of(kind.kind())).collect(Collectors.joining(", ", "[", "]"));
    }

    private static Optional<WorkloadKind> kind(String name) {
        return Arrays.stream(WorkloadKind.values())
                .filter(kind -> kind.kind().equals(name))
                .findFirst();
    }

    private static Severity severity(CustomRule rule) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(rule.severity()))
                .findFirst()
                .orElse(Severity.MEDIUM);
    }
}
