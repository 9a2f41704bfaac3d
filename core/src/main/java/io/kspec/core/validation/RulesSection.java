package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.cel.CelProblem;
import io.kspec.core.cel.CelProgram;
import io.kspec.core.cel.CelType;
import io.kspec.core.spec.CustomRule;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.FieldPath;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules of the user's own: expressions that compile, names that stand once, kinds that are judged.
final class RulesSection {
    private static final FieldPath HERE = FieldPath.of("spec.rules");
    private static final List<String> KINDS =
            Arrays.stream(WorkloadKind.values()).map(WorkloadKind::kind).toList();

    private RulesSection() {}

    static void check(List<CustomRule> rules, Notes notes) {
        Set<String> names = new HashSet<>();
        for (int position = 0; position < rules.size(); position++) {
            CustomRule rule = rules.get(position);
            FieldPath at = HERE.index(position);
            if (rule.name() != null && !names.add(rule.name())) {
                notes.problem(
                        at.field("name"),
                        "%s names another rule above".formatted(quoted(rule.name())),
                        "Give it a name of its own.");
            }
            check(rule.expression(), CelType.BOOL, at.field("expression"), notes);
            check(rule.messageExpression(), CelType.STRING, at.field("messageExpression"), notes);
            if (rule.match() != null) {
                kinds(rule.match().kinds(), at.field("match").field("kinds"), notes);
            }
        }
    }

    private static void check(@Nullable String expression, CelType type, FieldPath at, Notes notes) {
        if (expression == null) {
            return; // the shape of the record says whether it may be missing
        }
        switch (CelProgram.compile(expression, type)) {
            case CelProgram.Compilation.Compiled _ -> {}
            case CelProgram.Compilation.Refused(List<CelProblem> problems) ->
                problems.forEach(problem -> notes.problem(
                        at, "%s does not compile: %s".formatted(quoted(expression), problem.what()), problem.remedy()));
        }
    }

    private static void kinds(List<String> kinds, FieldPath at, Notes notes) {
        for (int position = 0; position < kinds.size(); position++) {
            String kind = kinds.get(position);
            if (!KINDS.contains(kind)) {
                String allowed = "Write %s.".formatted(Json.alternatives(KINDS));
                notes.problem(
                        at.index(position),
                        "%s is not a kind that rules judge".formatted(quoted(kind)),
                        Nearest.to(kind, KINDS)
                                .map(near -> "%s Did you mean %s?".formatted(allowed, near))
                                .orElse(allowed));
            }
        }
    }
}
