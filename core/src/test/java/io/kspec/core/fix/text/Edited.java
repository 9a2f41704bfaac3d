package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Section;
import io.kspec.core.document.Sections;
import io.kspec.core.fix.Edit;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Edits as a test writes them: `spec.containers.0.image` is a path, `{a: 1}` a value.
final class Edited {
    private Edited() {}

    static Edit put(String path, String value) {
        return new Edit.Put(FieldPath.of(path), value(value));
    }

    static Edit remove(String path) {
        return new Edit.Remove(FieldPath.of(path));
    }

    /// The new text of a text with one document.
    static String edited(String text, Edit... edits) {
        return switch (TextEdits.apply(section(text), List.of(edits))) {
            case Rewriting.Done(Section section) -> section.text();
            case Rewriting.ByHand(String hint) -> throw new AssertionError("by hand: " + hint);
        };
    }

    /// Why a text is not edited.
    static String refused(String text, Edit... edits) {
        return switch (TextEdits.apply(section(text), List.of(edits))) {
            case Rewriting.Done(Section section) -> throw new AssertionError("edited: " + section.text());
            case Rewriting.ByHand(String hint) -> hint;
        };
    }

    static Section section(String text) {
        return Sections.of("test.yaml", text).list().getFirst();
    }

    private static JsonNode value(String yaml) {
        return ((Document) Documents.read("value", "value: " + yaml).getFirst())
                .json()
                .path("value");
    }
}
