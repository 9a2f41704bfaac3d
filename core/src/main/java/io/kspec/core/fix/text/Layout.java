package io.kspec.core.fix.text;

import io.kspec.core.fix.text.Span.Shape;
import java.util.HashMap;
import java.util.Map;

/// How one document indents, by what it does most often.
///
/// @param step how many columns a mapping stands right of its key
/// @param dash how many columns the dashes of a sequence stand right of their key; 0 in many manifests
record Layout(int step, int dash) {
    private static final int USUAL_STEP = 2;

    static Layout of(Lines lines, Span root) {
        var steps = new HashMap<Integer, Integer>();
        var dashes = new HashMap<Integer, Integer>();
        count(lines, root, steps, dashes);
        return new Layout(mostOften(steps, USUAL_STEP), mostOften(dashes, 0));
    }

    private static void count(Lines lines, Span span, Map<Integer, Integer> steps, Map<Integer, Integer> dashes) {
        switch (span) {
            case Span.Scalar _, Span.Alias _ -> {}
            case Span.Sequence sequence -> sequence.items().forEach(item -> count(lines, item, steps, dashes));
            case Span.Mapping mapping -> {
                for (Span.Entry entry : mapping.entries()) {
                    if (entry.value() instanceof Span.Mapping below && below.shape() == Shape.BLOCK) {
                        steps.merge(lines.column(below.open()) - lines.column(mapping.open()), 1, Integer::sum);
                    } else if (entry.value() instanceof Span.Sequence below && below.shape() == Shape.BLOCK) {
                        dashes.merge(lines.column(below.open()) - lines.column(mapping.open()), 1, Integer::sum);
                    }
                    count(lines, entry.value(), steps, dashes);
                }
            }
        }
    }

    private static int mostOften(Map<Integer, Integer> counts, int otherwise) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(otherwise);
    }
}
