package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Section;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.text.Span.Quote;
import io.kspec.core.fix.text.Span.Shape;
import java.util.List;

/// Makes one edit on one text: walks to the place and hands over to block or flow style.
final class TextEdit {
    private static final String SHARED =
            "%s is shared through an alias or a merge key: decide whether it may change everywhere, and edit it by hand.";
    private static final String NO_FIELDS = "%s holds no fields: edit it by hand.";

    private final Section.Format format;
    private final Lines lines;
    private final Span root;
    private final JsonNode json;
    private final BlockEdits block;
    private final FlowEdits flow;

    private TextEdit(Section section, JsonNode json) {
        this.format = section.format();
        this.lines = new Lines(section.text());
        this.root = format == Section.Format.JSON ? JsonSpans.of(section.text()) : YamlSpans.of(section.text());
        this.json = json;
        this.block = new BlockEdits(lines, root);
        this.flow = new FlowEdits(lines);
    }

    /// The section's text with the edit made.
    ///
    /// @param json what the section holds
    /// @param edit one whose way is there up to its last segment, and where something changes
    static String made(Section section, JsonNode json, Edit edit) {
        return Replacement.all(section.text(), new TextEdit(section, json).replacements(edit));
    }

    private List<Replacement> replacements(Edit edit) {
        Span holder = root;
        Site site = new Site.Root();
        JsonNode node = json;
        List<String> segments = edit.path().segments();
        for (String segment : segments.subList(0, segments.size() - 1)) {
            int index = index(holder, node, segment, edit);
            site = site(holder, index);
            holder = child(holder, index);
            node = EditedTree.child(node, segment);
        }
        int index = find(holder, node, segments.getLast(), edit);
        return switch (edit) {
            case Edit.Remove _ -> remove(holder, index, site);
            case Edit.Put put when index < 0 -> add(holder, segments.getLast(), put.value(), edit);
            case Edit.Put put -> replace(holder, index, put.value());
        };
    }

    /// The place of a field or item that is there.
    private int index(Span holder, JsonNode node, String segment, Edit edit) {
        int index = find(holder, node, segment, edit);
        if (index < 0) {
            throw new ByHandException(NO_FIELDS.formatted(edit.path().dotted()));
        }
        return index;
    }

    /// -1 where there is none.
    private static int find(Span holder, JsonNode node, String segment, Edit edit) {
        return switch (holder) {
            case Span.Alias _ ->
                throw new ByHandException(SHARED.formatted(edit.path().dotted()));
            case Span.Scalar _ ->
                throw new ByHandException(NO_FIELDS.formatted(edit.path().dotted()));
            case Span.Sequence sequence -> {
                int index = EditOrder.index(segment);
                yield index < sequence.items().size() ? index : -1;
            }
            case Span.Mapping mapping -> {
                int index =
                        mapping.entry(segment).map(mapping.entries()::indexOf).orElse(-1);
                if (index < 0 && mapping.merges() && node.has(segment)) {
                    throw new ByHandException(SHARED.formatted(edit.path().dotted()));
                }
                yield index;
            }
        };
    }

    private List<Replacement> add(Span holder, String segment, JsonNode value, Edit edit) {
        return switch (holder) {
            case Span.Mapping mapping when mapping.shape() == Shape.BLOCK -> block.add(mapping, segment, value);
            case Span.Mapping mapping
            when mapping.shape() == Shape.FLOW -> {
                FlowText text = FlowText.of(lines, format, mapping, root);
                yield add(
                        mapping.open(),
                        mapping.end(),
                        FlowEdits.stretches(mapping),
                        text,
                        indentation -> text.entry(segment, value, indentation));
            }
            case Span.Sequence sequence
            when EditOrder.index(segment) != sequence.items().size() ->
                throw new ByHandException(NO_FIELDS.formatted(edit.path().dotted()));
            case Span.Sequence sequence when sequence.shape() == Shape.BLOCK -> block.add(sequence, value);
            case Span.Sequence sequence -> {
                FlowText text = FlowText.of(lines, format, sequence, root);
                yield add(
                        sequence.open(),
                        sequence.end(),
                        FlowEdits.stretches(sequence),
                        text,
                        indentation -> text.value(value, Quote.NONE, indentation));
            }
            case Span.Mapping _, Span.Scalar _, Span.Alias _ ->
                throw new ByHandException(NO_FIELDS.formatted(edit.path().dotted()));
        };
    }

    private List<Replacement> add(int open, int end, List<FlowEdits.Stretch> entries, FlowText text, Entry entry) {
        if (entries.isEmpty()) {
            String indentation = lines.indentation(open);
            return flow.addFirst(open, end, text.joined(List.of(entry.at(indentation + text.step())), indentation));
        }
        String indentation = lines.indentation(entries.getLast().start());
        return flow.addLast(open, entries, entry.at(indentation), text.gap());
    }

    private List<Replacement> remove(Span holder, int index, Site site) {
        return switch (holder) {
            case Span.Mapping mapping when mapping.shape() == Shape.BLOCK -> block.remove(mapping, index, site);
            case Span.Sequence sequence when sequence.shape() == Shape.BLOCK -> block.remove(sequence, index, site);
            case Span.Mapping mapping
            when mapping.shape() == Shape.FLOW ->
                flow.remove(mapping.open(), mapping.end(), FlowEdits.stretches(mapping), index);
            case Span.Sequence sequence ->
                flow.remove(sequence.open(), sequence.end(), FlowEdits.stretches(sequence), index);
            case Span.Mapping _, Span.Scalar _, Span.Alias _ ->
                throw new ByHandException("The field is written in a way that is not edited: remove it by hand.");
        };
    }

    private List<Replacement> replace(Span holder, int index, JsonNode value) {
        Span old = child(holder, index);
        if (old instanceof Span.Alias || (old instanceof Span.Scalar scalar && scalar.marked())) {
            throw new ByHandException("The value is an alias, or carries an anchor or a tag: change it by hand.");
        }
        Shape shape = holder instanceof Span.Mapping mapping ? mapping.shape() : ((Span.Sequence) holder).shape();
        if (shape == Shape.BLOCK) {
            return block.replace(old, value, site(holder, index));
        }
        FlowText text = FlowText.of(lines, format, holder, root);
        Quote quote = old instanceof Span.Scalar scalar ? scalar.quote() : Quote.NONE;
        String blank = old.start() == old.end() ? " " : "";
        String written = text.value(value, quote, lines.indentation(old.start()));
        return List.of(new Replacement(old.start(), old.end(), blank + written));
    }

    private Site site(Span holder, int index) {
        return switch (holder) {
            case Span.Mapping mapping -> {
                Span.Entry entry = mapping.entries().get(index);
                int colon = lines.sign(entry.keyEnd());
                if (!lines.is(colon, ':')) {
                    throw new ByHandException("The key \"%s\" has no colon: edit it by hand.".formatted(entry.name()));
                }
                yield new Site.AfterKey(entry.start(), colon + 1);
            }
            case Span.Sequence sequence
            when sequence.shape() == Shape.BLOCK -> new Site.AfterDash(block.dash(sequence, index) + 1);
            case Span.Sequence _, Span.Scalar _, Span.Alias _ -> new Site.Root();
        };
    }

    private static Span child(Span holder, int index) {
        return switch (holder) {
            case Span.Mapping mapping -> mapping.entries().get(index).value();
            case Span.Sequence sequence -> sequence.items().get(index);
            case Span.Scalar _, Span.Alias _ -> throw new IllegalStateException("holds nothing: " + holder);
        };
    }

    /// What is added, by the indentation of the line it comes to stand on.
    @FunctionalInterface
    private interface Entry {
        String at(String indentation);
    }
}
