package io.kspec.core.migration;

import io.kspec.core.document.Document;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Objects of the older operator besides the specification. Their format is today's; what the API server wrote into
/// them, and fields that no schema has, go.
final class StoredObjects {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private StoredObjects() {}

    /// What users wrote; refused when it is not sound, because nobody else knows what was meant.
    static Migrated settings(Document document, Class<? extends Record> type) {
        var draft = new Draft(document);
        List<SpecProblem> problems = read(draft, type);
        return problems.isEmpty() ? rewritten(draft) : new Migrated.Refused(document, problems);
    }

    /// What the operator wrote; evidence is never mended.
    static Migrated evidence(Document document, Class<? extends Record> type) {
        var draft = new Draft(document);
        List<SpecProblem> problems = read(draft, type);
        if (problems.isEmpty()) {
            return rewritten(draft);
        }
        problems.forEach(problem -> draft.overruled(problem.path(), problem.what()));
        return new Migrated.LeftOut(
                document,
                "the API server would refuse this report",
                draft.account().stream().filter(Entry::changed).toList());
    }

    private static List<SpecProblem> read(Draft draft, Class<? extends Record> type) {
        Head.ofStored(draft, true);
        Remainder.unknown(draft, type);
        return switch (SpecReading.of(type, draft.at(SPEC), SPEC)) {
            case SpecReading.Read<? extends Record> _ -> List.of();
            case SpecReading.Unreadable<? extends Record>(List<SpecProblem> problems) -> problems;
        };
    }

    private static Migrated rewritten(Draft draft) {
        return new Migrated.Rewritten(draft.document(), Head.ordered(draft), draft.account(), List.of());
    }
}
