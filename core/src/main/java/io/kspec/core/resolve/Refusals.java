package io.kspec.core.resolve;

import io.kspec.core.resolve.Resolution.Reason;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a specification cannot be resolved, as far as it was found. For one thread.
final class Refusals {
    private final List<SpecProblem> problems = new ArrayList<>();
    private Optional<Reason> first = Optional.empty();

    void add(Reason reason, FieldPath at, String what, String remedy) {
        first = first.or(() -> Optional.of(reason));
        problems.add(new SpecProblem(at, what, remedy));
    }

    /// Something of that name is there, or may be, and could not be read.
    void unreadable(Reason reason, String name, List<SpecProblem> why, FieldPath at) {
        why.forEach(problem -> add(
                reason,
                at,
                "\"%s\" cannot be used: %s: %s".formatted(name, problem.path().dotted(), problem.what()),
                problem.remedy()));
    }

    boolean any() {
        return !problems.isEmpty();
    }

    Resolution.Refused refused() {
        return new Resolution.Refused(
                first.orElseThrow(), problems.stream().distinct().toList());
    }
}
