package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.fix.text.Span.Quote;
import java.util.List;
import java.util.regex.Pattern;

/// Edits on collections that are written by indentation.
final class BlockEdits {
    private static final Pattern INDENTATION = Pattern.compile(" *(- +)*");

    private final Lines lines;
    private final BlockText written;

    BlockEdits(Lines lines, Span root) {
        this.lines = lines;
        this.written = new BlockText(Layout.of(lines, root), lines.ending());
    }

    List<Replacement> add(Span.Mapping mapping, String name, JsonNode value) {
        int column = columnOf(mapping.open());
        return List.of(newLine(mapping.end(), column, written.entry(name, value, column)));
    }

    List<Replacement> add(Span.Sequence sequence, JsonNode value) {
        int column = columnOf(sequence.open());
        return List.of(newLine(sequence.end(), column, "- " + written.item(value, column + 2)));
    }

    List<Replacement> remove(Span.Mapping mapping, int index, Site site) {
        if (mapping.entries().size() == 1) {
            return emptied(mapping, mapping.open(), site, "{}");
        }
        Span.Entry entry = mapping.entries().get(index);
        return remove(entry.start(), entry.end());
    }

    List<Replacement> remove(Span.Sequence sequence, int index, Site site) {
        if (sequence.items().size() == 1) {
            return emptied(sequence, sequence.open(), site, "[]");
        }
        int dash = dash(sequence, index);
        return remove(dash, Math.max(dash + 1, sequence.items().get(index).end()));
    }

    /// Puts a value in the place of another one.
    List<Replacement> replace(Span old, JsonNode value, Site site) {
        return switch (old) {
            case Span.Mapping mapping
            when mapping.shape() == Span.Shape.BLOCK ->
                collection(mapping, mapping.open(), mapping.marked(), value, site);
            case Span.Sequence sequence
            when sequence.shape() == Span.Shape.BLOCK ->
                collection(sequence, sequence.open(), sequence.marked(), value, site);
            case Span.Scalar scalar when scalar.empty() -> filled(scalar, value, site);
            case Span.Scalar scalar
            when BlockText.inline(value) ->
                List.of(new Replacement(scalar.start(), scalar.end(), ScalarText.yaml(value, scalar.quote())));
            case Span.Scalar _, Span.Mapping _, Span.Sequence _, Span.Alias _ -> inlined(old, value, site);
        };
    }

    /// Where the dash of an item stands.
    int dash(Span.Sequence sequence, int index) {
        return index == 0
                ? sequence.open()
                : lines.sign(sequence.items().get(index - 1).end());
    }

    private List<Replacement> filled(Span.Scalar nothing, JsonNode value, Site site) {
        if (BlockText.inline(value)) {
            return List.of(Replacement.insert(nothing.start(), " " + ScalarText.yaml(value, Quote.NONE)));
        }
        return switch (site) {
            case Site.Root _ -> throw new ByHandException("The document is empty: write the object by hand.");
            case Site.AfterKey(int key, int head) ->
                List.of(Replacement.insert(lines.end(head), written.below(value, columnOf(key))));
            case Site.AfterDash(int head) ->
                List.of(Replacement.insert(head, " " + written.item(value, lines.column(head) + 1)));
        };
    }

    /// A value on the line of its key goes.
    private List<Replacement> inlined(Span old, JsonNode value, Site site) {
        if (BlockText.inline(value)) {
            return List.of(new Replacement(old.start(), old.end(), ScalarText.yaml(value, Quote.NONE)));
        }
        return switch (site) {
            case Site.Root _ -> throw new ByHandException("The document is no object: write it by hand.");
            case Site.AfterKey(int key, int head) -> {
                if (lines.sign(head) != lines.blanks(head)) {
                    throw new ByHandException("A comment stands between the key and its value: edit them by hand.");
                }
                yield List.of(
                        Replacement.delete(head, old.end()),
                        Replacement.insert(lines.end(old.end()), written.below(value, columnOf(key))));
            }
            case Site.AfterDash _ ->
                List.of(new Replacement(old.start(), old.end(), written.item(value, lines.column(old.start()))));
        };
    }

    private List<Replacement> collection(Span old, int open, boolean marked, JsonNode value, Site site) {
        if (BlockText.inline(value)) {
            return emptied(old, open, site, ScalarText.yaml(value, Quote.NONE));
        }
        unmarked(marked);
        if (site instanceof Site.AfterKey(int key, int head) && lines.begin(open) > head) {
            String below = written.below(value, columnOf(key));
            return List.of(new Replacement(
                    lines.begin(open),
                    lines.end(old.end()),
                    below.substring(lines.ending().length())));
        }
        return List.of(new Replacement(open, old.end(), written.item(value, columnOf(open))));
    }

    /// A collection goes, and something short comes: on the line of its key, where it has one.
    private List<Replacement> emptied(Span old, int open, Site site, String instead) {
        unmarked(old instanceof Span.Mapping mapping ? mapping.marked() : ((Span.Sequence) old).marked());
        if (site instanceof Site.AfterKey key && lines.begin(open) > key.head()) {
            return List.of(
                    Replacement.insert(key.head(), " " + instead),
                    Replacement.delete(lines.begin(open), lines.next(old.end())));
        }
        return List.of(new Replacement(open, old.end(), instead));
    }

    /// One of several entries goes, with its lines. What shares its line with a dash leaves the dash to the next.
    private List<Replacement> remove(int start, int end) {
        if (lines.before(start).isBlank()) {
            return List.of(Replacement.delete(lines.begin(start), lines.next(end)));
        }
        columnOf(start);
        return List.of(Replacement.delete(start, lines.blanks(lines.next(end))));
    }

    private Replacement newLine(int after, int column, String text) {
        return Replacement.insert(lines.end(after), lines.ending() + " ".repeat(column) + text);
    }

    private int columnOf(int at) {
        if (!INDENTATION.matcher(lines.before(at)).matches()) {
            throw new ByHandException("Line \"%s\" is written in a way that is not edited: change it by hand."
                    .formatted(lines.before(at) + lines.after(at)));
        }
        return lines.column(at);
    }

    private static void unmarked(boolean marked) {
        if (marked) {
            throw new ByHandException("The value carries an anchor or a tag: change it by hand.");
        }
    }
}
