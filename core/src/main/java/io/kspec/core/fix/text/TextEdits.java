package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Section;
import io.kspec.core.fix.Edit;
import java.util.List;

/// Makes edits on a document's text and nothing else: comments, order, quotes, indentation, line ends and every line
/// that an edit does not touch stay as they are.
///
/// A key that is added comes last in its mapping. The last key that is removed from a mapping leaves `{}`, the last
/// item of a list `[]`, so that the parent stays; an edit that wants the parent gone removes the parent. A comment
/// goes only with what it stands in or behind.
///
/// **Refuses** what would change something else too: edits through an alias or a merge key, values that carry an
/// anchor or a tag, forms of YAML that hardly anybody writes. Whatever comes out is read again and compared with the
/// same edits on what was read before; when the two differ, nothing is done.
public final class TextEdits {
    private TextEdits() {}

    /// Never throws for a section as it was read.
    ///
    /// @param edits paths count from the root of what is written: in a list, from the list
    public static Rewriting apply(Section section, List<? extends Edit> edits) {
        if (section.root().isEmpty()) {
            return new Rewriting.ByHand("The document holds no object: write it by hand.");
        }
        JsonNode wanted = EditedTree.of(section.root().get(), edits);
        try {
            Section edited = section;
            for (Edit edit : EditOrder.of(edits)) {
                edited = made(edited, edit);
            }
            boolean exact =
                    edited.root().filter(root -> EditedTree.same(root, wanted)).isPresent();
            return exact ? new Rewriting.Done(edited) : new Rewriting.ByHand(differs(section));
        } catch (ByHandException refused) {
            return new Rewriting.ByHand(refused.hint());
        }
    }

    private static Section made(Section section, Edit edit) {
        Section edited = section;
        for (Edit step : EditSteps.of(root(section), edit)) {
            edited = edited.with(TextEdit.made(edited, root(edited), step));
        }
        return edited;
    }

    private static JsonNode root(Section section) {
        return section.root().orElseThrow(() -> new ByHandException(differs(section)));
    }

    private static String differs(Section section) {
        return "This text cannot be edited without changing more than is meant%s: edit it by hand."
                .formatted(section.text().contains("&") ? ", perhaps because of its anchors" : "");
    }
}
