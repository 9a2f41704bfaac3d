package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.AdmissionSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Name patterns that compile and are no globs.
final class AdmissionSection {
    private static final FieldPath HERE = FieldPath.of("spec.admission.required");

    private static final int LONGEST_PATTERN = 512;

    private AdmissionSection() {}

    static void check(AdmissionSpec section, Notes notes) {
        for (int position = 0; position < section.required().size(); position++) {
            String pattern = section.required().get(position).namePattern();
            if (pattern != null) {
                check(pattern, HERE.index(position).field("namePattern"), notes);
            }
        }
    }

    private static void check(String pattern, FieldPath at, Notes notes) {
        if (pattern.length() > LONGEST_PATTERN) {
            notes.problem(
                    at,
                    "%s is too long for a regular expression".formatted(quoted(pattern)),
                    "Write at most %d characters.".formatted(LONGEST_PATTERN));
            return;
        }
        String meant = pattern.replaceAll("(?<![.\\])}])[*]", ".*");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException invalid) {
            notes.problem(
                    at,
                    "%s is no regular expression: %s".formatted(quoted(pattern), invalid.getDescription()),
                    meant.equals(pattern)
                            ? "Write a regular expression, for example kyverno-.*"
                            : "Write %s if any characters are meant.".formatted(quoted(meant)));
            return;
        }
        if (!meant.equals(pattern)) {
            notes.warning(
                    at,
                    "%s is a regular expression, in which * repeats what stands before it".formatted(quoted(pattern)),
                    "Write %s if any characters are meant.".formatted(quoted(meant)));
        }
    }
}
