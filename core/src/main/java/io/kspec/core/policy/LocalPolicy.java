package io.kspec.core.policy;

import io.kspec.core.cel.CelAnswer;
import io.kspec.core.cel.CelProblem;
import io.kspec.core.cel.CelProgram;
import io.kspec.core.cel.CelScope;
import io.kspec.core.cel.CelType;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.CelForm;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What a generated policy would decide, without an API server. Immutable; used by many threads.
public final class LocalPolicy {
    private final List<Compiled> validations;

    private LocalPolicy(List<Compiled> validations) {
        this.validations = List.copyOf(validations);
    }

    private record Compiled(CelForm.Validation text, CelProgram demand, Optional<CelProgram> message) {}

    /// Compiles a rule's form.
    ///
    /// @throws IllegalArgumentException when an expression does not compile; those of kspec's rules always do
    public static LocalPolicy of(CelForm.Expressed form) {
        return new LocalPolicy(form.validations().stream()
                .map(text -> new Compiled(
                        text,
                        compiled(text.expression(), CelType.BOOL),
                        text.messageExpression().isEmpty()
                                ? Optional.empty()
                                : Optional.of(compiled(text.messageExpression(), CelType.STRING))))
                .toList());
    }

    /// Fail when a validation does not hold, with its message as the fix; NotEvaluated when one comes to an error and
    /// none fails.
    ///
    /// @param nanoseconds a clock that only goes forward
    public Verdict judge(Workload workload, LongSupplier nanoseconds) {
        CelScope scope = CelScope.ofWorkload(workload);
        var violations = new ArrayList<Violation>();
        var faults = new ArrayList<Failure>();
        for (Compiled validation : validations) {
            switch (validation.demand().evaluate(scope, nanoseconds)) {
                case CelAnswer.Truth(boolean holds) -> {
                    if (!holds) {
                        violations.add(violation(workload, validation, scope, nanoseconds));
                    }
                }
                case CelAnswer.Words words -> throw new IllegalStateException(words.text());
                case CelAnswer.Fault(Failure why) -> faults.add(why);
            }
        }
        return violations.isEmpty() && !faults.isEmpty()
                ? new Verdict.NotEvaluated(faults.getFirst())
                : Verdict.of(violations);
    }

    private static Violation violation(
            Workload workload, Compiled validation, CelScope scope, LongSupplier nanoseconds) {
        String message = validation
                .message()
                .map(program -> program.evaluate(scope, nanoseconds))
                .flatMap(answer ->
                        answer instanceof CelAnswer.Words(String words) ? Optional.of(words) : Optional.empty())
                .filter(words -> !words.isBlank() && words.lines().count() == 1)
                .orElse(validation.text().message());
        return new Violation(workload.ref(), FieldPath.ROOT, "refused", "as the policy demands", message);
    }

    private static CelProgram compiled(String expression, CelType type) {
        return switch (CelProgram.compile(expression, type)) {
            case CelProgram.Compilation.Compiled(CelProgram program) -> program;
            case CelProgram.Compilation.Refused(List<CelProblem> problems) ->
                throw new IllegalArgumentException("%s: %s".formatted(expression, problems));
        };
    }
}
