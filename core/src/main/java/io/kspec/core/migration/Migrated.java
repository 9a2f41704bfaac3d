package io.kspec.core.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.validation.SpecProblem;
import java.util.List;

/// What became of one document.
public sealed interface Migrated {
    /// A document of today's format, which the strict reader and the validation accept.
    ///
    /// @param entries one per field of the older document, and one per field that was written without it
    /// @param advice what the user may want to run next, one sentence each
    record Rewritten(Document document, ObjectNode json, List<Entry> entries, List<String> advice) implements Migrated {
        public Rewritten {
            entries = List.copyOf(entries);
            advice = List.copyOf(advice);
        }
    }

    /// The older program refused it too, or nobody can say what it means. `problems` is never empty.
    record Refused(Document document, List<SpecProblem> problems) implements Migrated {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /// A text inside a document, which cannot be read.
    record Unreadable(Broken broken) implements Migrated {}

    /// Nothing of it belongs into the new documents.
    ///
    /// @param reason a clause
    record LeftOut(Document document, String reason, List<Entry> entries) implements Migrated {
        public LeftOut {
            entries = List.copyOf(entries);
        }
    }
}
