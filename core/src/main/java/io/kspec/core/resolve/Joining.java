package io.kspec.core.resolve;

import io.kspec.core.resolve.Piece.Entries;
import io.kspec.core.resolve.Piece.Section;
import io.kspec.core.resolve.Piece.Value;
import io.kspec.core.spec.MergeStrategy;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one of what came earlier and what comes later, by one strategy. Holds the contradictions that `append`
/// found; for one thread.
final class Joining {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final MergeStrategy strategy;
    private final List<SpecProblem> conflicts = new ArrayList<>();

    Joining(MergeStrategy strategy) {
        this.strategy = strategy;
    }

    Section join(Section earlier, Section later) {
        return switch (strategy) {
            case MERGE, APPEND -> fields(earlier, later, SPEC);
            case OVERRIDE -> {
                var sections = new LinkedHashMap<>(earlier.fields());
                sections.putAll(later.fields());
                yield new Section(sections);
            }
        };
    }

    List<SpecProblem> conflicts() {
        return List.copyOf(conflicts);
    }

    private Section fields(Section earlier, Section later, FieldPath at) {
        var fields = new LinkedHashMap<>(earlier.fields());
        later.fields().forEach((name, piece) -> {
            Piece before = fields.get(name);
            fields.put(name, before == null ? piece : piece(before, piece, at.field(name)));
        });
        return new Section(fields);
    }

    private Piece piece(Piece earlier, Piece later, FieldPath at) {
        if (earlier instanceof Section before && later instanceof Section after) {
            return fields(before, after, at);
        }
        if (earlier instanceof Entries before && later instanceof Entries after) {
            return entries(before, after, at);
        }
        if (earlier instanceof Value before && later instanceof Value after && strategy == MergeStrategy.APPEND) {
            return unchanged(before, after, at, "");
        }
        return later;
    }

    /// A key may stand in one list several times (two values of one field that are both forbidden): the later list
    /// replaces all of them.
    private Entries entries(Entries earlier, Entries later, FieldPath at) {
        Map<String, List<Value>> before = byKey(earlier, at);
        var joined = new LinkedHashMap<>(before);
        byKey(later, at).forEach((key, entries) -> {
            List<Value> known = before.get(key);
            joined.put(
                    key, known == null || strategy != MergeStrategy.APPEND ? entries : kept(known, entries, at, key));
        });
        return new Entries(joined.values().stream().flatMap(List::stream).toList());
    }

    private List<Value> kept(List<Value> known, List<Value> entries, FieldPath at, String key) {
        for (Value entry : entries) {
            if (known.stream().noneMatch(other -> same(other, entry))) {
                unchanged(known.getFirst(), entry, at, key);
            }
        }
        return known;
    }

    private Value unchanged(Value earlier, Value later, FieldPath at, String key) {
        if (!same(earlier, later)) {
            conflicts.add(new SpecProblem(
                    at,
                    "%s declares %s, %s declares %s%s"
                            .formatted(
                                    earlier.source(),
                                    shortened(earlier),
                                    later.source(),
                                    shortened(later),
                                    key.isEmpty() ? "" : " for %s".formatted(key.replace("\n", " "))),
                    "With mergeStrategy append nothing may be changed: remove one of the two, or use merge."));
        }
        return earlier;
    }

    /// By what is written: 5 is 5 however many bits it was read into.
    private static boolean same(Value one, Value other) {
        return one.json().toString().equals(other.json().toString());
    }

    private static String shortened(Value value) {
        String text = value.json().toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static Map<String, List<Value>> byKey(Entries list, FieldPath at) {
        var groups = new LinkedHashMap<String, List<Value>>();
        for (Value entry : list.entries()) {
            List<Value> group = groups.computeIfAbsent(Inherited.key(at, entry.json()), _ -> new ArrayList<>());
            if (group.stream().noneMatch(other -> same(other, entry))) {
                group.add(entry);
            }
        }
        return groups;
    }
}
