package io.kspec.core.fix.text;

import java.util.ArrayList;
import java.util.List;

/// Adds and removes entries between brackets. An entry is a pair of a mapping or an item of a sequence.
final class FlowEdits {
    private final Lines lines;

    FlowEdits(Lines lines) {
        this.lines = lines;
    }

    /// Where one entry stands.
    record Stretch(int start, int end) {}

    static List<Stretch> stretches(Span.Mapping mapping) {
        return mapping.entries().stream()
                .map(entry -> new Stretch(entry.start(), entry.end()))
                .toList();
    }

    static List<Stretch> stretches(Span.Sequence sequence) {
        return sequence.items().stream()
                .map(item -> new Stretch(item.start(), item.end()))
                .toList();
    }

    /// Adds an entry where there is none yet.
    ///
    /// @param inside what stands between the brackets then
    List<Replacement> addFirst(int open, int end, String inside) {
        if (lines.blanks(open + 1) != end - 1) {
            throw new ByHandException("A comment stands between the brackets: add the field by hand.");
        }
        return List.of(new Replacement(open + 1, end - 1, inside));
    }

    /// Adds an entry after the last one.
    List<Replacement> addLast(int open, List<Stretch> entries, String entry, String gap) {
        Stretch last = entries.getLast();
        int before =
                entries.size() == 1 ? open : entries.get(entries.size() - 2).end();
        boolean ownLine = lines.text().substring(before, last.start()).contains("\n");
        int sign = lines.sign(last.end());
        boolean comma = lines.is(sign, ',');
        int after = comma ? sign + 1 : last.end();
        if (!ownLine) {
            return List.of(Replacement.insert(after, (comma ? "" : ",") + gap + entry));
        }
        var replacements = new ArrayList<Replacement>();
        if (!comma) {
            replacements.add(Replacement.insert(last.end(), ","));
        }
        int rest = lines.spaces(after);
        boolean nothingMore = rest == lines.end(after) || lines.is(rest, '#');
        replacements.add(Replacement.insert(
                nothingMore ? lines.end(after) : after,
                lines.ending() + lines.indentation(last.start()) + entry + (comma ? "," : "")));
        return replacements;
    }

    List<Replacement> remove(int open, int end, List<Stretch> entries, int index) {
        Stretch entry = entries.get(index);
        int sign = lines.sign(entry.end());
        boolean comma = lines.is(sign, ',');
        int after = comma ? sign + 1 : entry.end();
        if (entries.size() == 1) {
            return only(open, end, entry, after);
        }
        int done = pastComment(after);
        if (index < entries.size() - 1) {
            return List.of(Replacement.delete(entry.start(), lines.blanks(done)));
        }
        var replacements = new ArrayList<Replacement>();
        int free = lines.sign(entries.get(index - 1).end()) + 1;
        if (!comma) {
            replacements.add(Replacement.delete(free - 1, free));
        }
        replacements.add(Replacement.delete(Math.max(free, blanksAway(entry.start(), done)), done));
        return replacements;
    }

    private List<Replacement> only(int open, int end, Stretch entry, int after) {
        boolean comments = lines.blanks(open + 1) != entry.start() || lines.blanks(after) != end - 1;
        return List.of(comments ? Replacement.delete(entry.start(), after) : Replacement.delete(open + 1, end - 1));
    }

    /// Past a comment that stands behind the entry on its line.
    private int pastComment(int after) {
        int rest = lines.spaces(after);
        return lines.is(rest, '#') ? lines.end(rest) : after;
    }

    /// The blanks in front go too, but not the line end that a comment in front needs.
    private int blanksAway(int start, int done) {
        int first = lines.blanksBefore(start);
        boolean lineEndGoes = lines.text().substring(first, start).contains("\n");
        return lineEndGoes && lines.end(done) != done ? start : first;
    }
}
