package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What today's format does not take although the older reader did: left out entry by entry, each with the sentence
/// that the strict reader has for it. What the older reader refused as well is refused.
final class Remainder {
    private static final FieldPath SPEC = FieldPath.of("spec");

    /// Where a wrong word changes what the whole specification says, so that leaving it out would be a guess.
    private static final Pattern NEVER_GUESSED = Pattern.compile("spec|spec[.]podSecurity[.](enforce|audit|warn)"
            + "|spec[.]podSecurity[.]exemptions\\[[0-9]+][.]level|spec[.]kubernetes[.](minVersion|maxVersion)");

    private Remainder() {}

    /// Takes out every field that the record does not have.
    static void unknown(Draft draft, Class<? extends Record> type) {
        for (SpecProblem problem : SpecReading.unknownFields(type, draft.at(SPEC), SPEC)) {
            draft.lost(problem.path(), "%s. %s".formatted(problem.what(), problem.remedy()));
        }
    }

    /// Takes out what the reader or the validation refuses, until they refuse nothing.
    ///
    /// @return why the whole specification is refused; empty when the draft is sound
    static List<SpecProblem> settle(Draft draft) {
        for (List<SpecProblem> problems = problems(draft); !problems.isEmpty(); problems = problems(draft)) {
            SpecProblem first = problems.getFirst();
            if (readAsText(draft, first)) {
                continue;
            }
            List<SpecProblem> fatal =
                    problems.stream().filter(problem -> isFatal(draft, problem)).toList();
            if (!fatal.isEmpty()) {
                return fatal;
            }
            unit(draft, first.path())
                    .ifPresent(unit -> draft.lost(
                            unit,
                            "%s: %s. %s".formatted(first.path().segments().getLast(), first.what(), first.remedy())));
        }
        return List.of();
    }

    private static boolean isFatal(Draft draft, SpecProblem problem) {
        return NEVER_GUESSED.matcher(problem.path().dotted()).matches()
                || unit(draft, problem.path()).isEmpty();
    }

    private static List<SpecProblem> problems(Draft draft) {
        return switch (SpecReading.of(draft.at(SPEC), SPEC)) {
            case SpecReading.Unreadable<ClusterSpec>(List<SpecProblem> problems) -> problems;
            case SpecReading.Read<ClusterSpec>(ClusterSpec spec) ->
                SpecValidation.of(spec).problems();
        };
    }

    /// The older reader took any scalar for text: `minVersion: 1.30`. Only where nothing else is wrong with it.
    private static boolean readAsText(Draft draft, SpecProblem problem) {
        JsonNode value = draft.at(problem.path());
        if (!value.isNumber() && !value.isBoolean()) {
            return false;
        }
        draft.set(problem.path(), TextNode.valueOf(value.asText()));
        boolean cured = problems(draft).stream().noneMatch(still -> still.path().equals(problem.path()));
        if (cured) {
            draft.carried(problem.path(), "written as text");
        } else {
            draft.set(problem.path(), value);
        }
        return cured;
    }

    /// What can be taken out with a field: the innermost entry of a list around it, else the field itself or, where
    /// it is missing, what it is missing in. Empty when that would be the whole specification.
    private static Optional<FieldPath> unit(Draft draft, FieldPath path) {
        List<String> segments = path.segments();
        for (int length = segments.size(); length > 1; length--) {
            var candidate = new FieldPath(segments.subList(0, length));
            if (draft.at(Draft.parent(candidate)).isArray()) {
                return Optional.of(candidate);
            }
        }
        FieldPath present = path;
        while (!present.segments().isEmpty() && draft.at(present).isMissingNode()) {
            present = Draft.parent(present);
        }
        return present.segments().size() > 1 ? Optional.of(present) : Optional.empty();
    }
}
