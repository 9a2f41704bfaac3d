package io.kspec.core.validation;

import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What was found so far, in the order of the fields. For one thread.
final class Notes {
    private static final int LONGEST_VALUE = 80;

    private final List<SpecProblem> problems = new ArrayList<>();
    private final List<SpecProblem> warnings = new ArrayList<>();

    void problem(FieldPath path, String what, String remedy) {
        problems.add(new SpecProblem(path, what, remedy));
    }

    void warning(FieldPath path, String what, String remedy) {
        warnings.add(new SpecProblem(path, what, remedy));
    }

    List<SpecProblem> problems() {
        return List.copyOf(problems);
    }

    List<SpecProblem> warnings() {
        return List.copyOf(warnings);
    }

    /// A value as messages show it: in quotes, and cut when it is long.
    static String quoted(String value) {
        return value.length() <= LONGEST_VALUE
                ? "\"%s\"".formatted(value)
                : "\"%s...\" (%d characters)".formatted(value.substring(0, LONGEST_VALUE), value.length());
    }
}
