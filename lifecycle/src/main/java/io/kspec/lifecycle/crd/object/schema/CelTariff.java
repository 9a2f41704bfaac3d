package io.kspec.lifecycle.crd.object.schema;

import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// What a function costs by the sizes of what it is given: letters of texts, bytes, entries of lists and maps.
///
/// **Source** `interpreter/runtimecost.go` of cel-go 0.26 and `pkg/cel/library/cost.go` of k8s.io/apiserver 0.35.
/// **More than there** where the API server does not know before that a value is text (an int-or-string, compared by
/// `<` or joined by `+`): it counts 1.
enum CelTariff {
    ONE,
    EQUALITY,
    ORDER,
    SUM,
    MEMBERSHIP,
    CONVERSION,
    READ_ONCE,
    READ_TWICE,
    MADE_TWICE,
    SEARCH,
    PATTERN,
    VISIT,
    EVERY_PAIR,
    EVERY_PAIR_TWICE;

    private static final double A_LETTER = 0.1;
    private static final double A_LETTER_OF_A_PATTERN = 0.25;

    static CelTariff of(String function) {
        return switch (function) {
            case "_==_", "_!=_" -> EQUALITY;
            case "_<_", "_<=_", "_>_", "_>=_" -> ORDER;
            case "_+_" -> SUM;
            case "@in" -> MEMBERSHIP;
            case "bytes", "string" -> CONVERSION;
            case "startsWith", "endsWith", "lowerAscii", "upperAscii", "substring", "trim", "format", "strings.quote" ->
                READ_ONCE;
            case "replace", "split" -> READ_TWICE;
            case "join" -> MADE_TWICE;
            case "contains" -> SEARCH;
            case "matches", "find", "findAll" -> PATTERN;
            case "isSorted", "sum", "min", "max", "indexOf", "lastIndexOf" -> VISIT;
            case "sets.contains", "sets.intersects" -> EVERY_PAIR;
            case "sets.equivalent" -> EVERY_PAIR_TWICE;
            default -> ONE;
        };
    }

    long units(Object[] given, Object result) {
        Object first = given[0];
        Object last = given[given.length - 1];
        return switch (this) {
            case ONE -> 1;
            case EQUALITY -> letters(Math.min(size(first), size(last)));
            case ORDER -> areTexts(first, last) ? letters(Math.min(size(first), size(last))) : 1;
            case SUM -> areTexts(first, last) ? letters(size(first) + size(last)) : 1;
            case MEMBERSHIP -> last instanceof Collection<?> list ? list.size() : 1;
            case CONVERSION -> isText(first) && first.getClass() != result.getClass() ? letters(size(first)) : 1;
            case READ_ONCE -> letters(size(first));
            case READ_TWICE -> letters(2 * size(first));
            case MADE_TWICE -> letters(2 * size(result));
            case SEARCH -> letters(size(first)) * letters(size(given[1]));
            case PATTERN -> letters(1 + size(first)) * (long) Math.ceil(size(given[1]) * A_LETTER_OF_A_PATTERN);
            case VISIT -> visit(first);
            case EVERY_PAIR -> 1 + size(first) * size(last);
            case EVERY_PAIR_TWICE -> 1 + 2 * size(first) * size(last);
        };
    }

    private static boolean areTexts(Object one, Object other) {
        return isText(one) && isText(other);
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof CelByteString;
    }

    private static long letters(long size) {
        return (long) Math.ceil(size * A_LETTER);
    }

    private static long size(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case CelByteString bytes -> bytes.size();
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Optional<?> optional -> optional.isPresent() ? size(optional.get()) : 1;
            default -> 1;
        };
    }

    /// Of a tree: a tenth for each byte of a text, rounded down, and 1 for any other value.
    private static long visit(Object value) {
        return switch (value) {
            case String text -> (long) (utf8(text) * A_LETTER);
            case CelByteString bytes -> (long) (bytes.size() * A_LETTER);
            case Collection<?> list -> list.stream().mapToLong(CelTariff::visit).sum();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToLong(entry -> visit(entry.getKey()) + visit(entry.getValue()))
                        .sum();
            default -> 1;
        };
    }

    private static long utf8(String text) {
        return text.codePoints()
                .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .asLongStream()
                .sum();
    }
}
