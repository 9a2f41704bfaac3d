package io.kspec.core.fix.text;

import io.kspec.core.fix.Edit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Puts the edits of one fix into an order in which every index still means what it meant before any of them: what is
/// put in the order given, then what is removed, the last first.
final class EditOrder {
    private static final int LONGEST_INDEX = 6;
    private static final Comparator<Edit> FORWARD =
            (one, other) -> compare(one.path().segments(), other.path().segments());

    private EditOrder() {}

    static List<Edit> of(List<? extends Edit> edits) {
        Stream<Edit> puts = edits.stream().filter(Edit.Put.class::isInstance).map(Edit.class::cast);
        Stream<Edit> removals = edits.stream()
                .filter(Edit.Remove.class::isInstance)
                .map(Edit.class::cast)
                .distinct()
                .sorted(FORWARD.reversed());
        return Stream.concat(puts, removals).toList();
    }

    /// -1, the index of nothing, for what is no index.
    static int index(String segment) {
        boolean digits = !segment.isEmpty()
                && segment.length() <= LONGEST_INDEX
                && segment.chars().allMatch(sign -> sign >= '0' && sign <= '9');
        return digits ? Integer.parseInt(segment) : -1;
    }

    private static int compare(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        for (int at = 0; at < common; at++) {
            boolean indices = index(one.get(at)) >= 0 && index(other.get(at)) >= 0;
            int order = indices
                    ? Integer.compare(index(one.get(at)), index(other.get(at)))
                    : one.get(at).compareTo(other.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
