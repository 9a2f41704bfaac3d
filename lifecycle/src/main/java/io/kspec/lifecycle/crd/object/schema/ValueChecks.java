package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;

/// What a node asks of a value by itself: type, enum, text, number. The API server's arithmetic, with its rounding.
final class ValueChecks {
    private ValueChecks() {}

    /// Answers whether the type was right.
    static void type(Types types, JsonNode value, Place at, Tally tally) {
        if (types.takes(value)) {
            tally.meet();
        } else {
            tally.add(at, Kind.WRONG_TYPE, "must be of type " + types.words());
        }
    }

    static void ofNull(SchemaNode node, Place at, Tally tally) {
        if (!node.types().takesNull()) {
            tally.add(
                    at,
                    Kind.WRONG_TYPE,
                    "must be of type %s, not null".formatted(node.types().words()));
        } else {
            tally.meet();
        }
        if (!node.limits().values().isEmpty()) {
            tally.add(at, Kind.NOT_SUPPORTED, "null is none of the allowed values");
        }
    }

    static void allowed(Limits limits, JsonNode value, Place at, Tally tally) {
        if (!limits.values().isEmpty() && limits.values().stream().noneMatch(allowed -> isSame(value, allowed))) {
            tally.add(at, Kind.NOT_SUPPORTED, "must be one of " + limits.values());
        }
    }

    /// Numbers are converted to the type of the allowed one first, which cuts fractions off.
    private static boolean isSame(JsonNode value, JsonNode allowed) {
        if (value.isNumber() && allowed.isNumber()) {
            return Types.isInteger(allowed)
                    ? (long) value.doubleValue() == allowed.longValue()
                    : value.doubleValue() == allowed.doubleValue();
        }
        return Correlation.equal(value, allowed);
    }

    /// The first mistake counts.
    static void text(SchemaNode node, JsonNode value, Place at, Tally tally) {
        Limits.Text text = node.limits().text();
        String words = value.textValue();
        long length = words.codePointCount(0, words.length());
        if (text.length().isTooMany(length)) {
            tally.add(
                    at,
                    Kind.TOO_LONG,
                    "may have at most %d letters".formatted(text.length().most().orElseThrow()));
        } else if (text.length().isTooFew(length)) {
            tally.add(
                    at,
                    Kind.INVALID,
                    "must have at least %d letters"
                            .formatted(text.length().least().orElseThrow()));
        } else if (!text.isMetBy(words)) {
            tally.add(at, Kind.INVALID, "must match " + text.source());
        }
        String format = node.types().format();
        if (!format.isEmpty() && !Formats.isMet(format, words)) {
            tally.add(at, Kind.WRONG_TYPE, "must be of the format " + format);
        }
    }

    static void number(Limits.Bounds limits, JsonNode value, Place at, Tally tally) {
        limits.multipleOf().ifPresent(factor -> {
            if (!isMultiple(value, factor)) {
                tally.add(at, Kind.INVALID, "must be a multiple of " + factor);
            }
        });
        limits.most().ifPresent(most -> {
            int order = compare(value, most);
            if (order > 0 || (order == 0 && limits.belowMost())) {
                tally.add(at, Kind.INVALID, "must be %s %s".formatted(limits.belowMost() ? "below" : "at most", most));
            }
        });
        limits.least().ifPresent(least -> {
            int order = compare(value, least);
            if (order < 0 || (order == 0 && limits.aboveLeast())) {
                tally.add(
                        at, Kind.INVALID, "must be %s %s".formatted(limits.aboveLeast() ? "above" : "at least", least));
            }
        });
        tally.meet();
    }

    /// A whole number is compared with the whole part of the bound.
    private static int compare(JsonNode value, double bound) {
        return Types.isInteger(value)
                ? Long.compare(value.longValue(), (long) bound)
                : Double.compare(value.doubleValue(), bound + 0.0);
    }

    /// A whole number is divided by the whole part of the factor, and is no multiple of nothing.
    private static boolean isMultiple(JsonNode value, double factor) {
        if (Types.isInteger(value)) {
            return (long) factor > 0 && value.longValue() % (long) factor == 0;
        }
        double times = factor < 1 ? 1 / factor * value.doubleValue() : value.doubleValue() / factor;
        return factor > 0 && Types.isWhole(times);
    }
}
