package io.kspec.core.cel;

import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `replace` and `join`, which can make a text far longer than all they are given. The length is known before the
/// text is made.
final class BoundedText {
    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("list_join", List.class, list -> join(list, "")),
            CelFunctionBinding.from("list_join_string", List.class, String.class, BoundedText::join),
            CelFunctionBinding.from(
                    "string_replace_string_string",
                    List.of(String.class, String.class, String.class),
                    given -> replace((String) given[0], (String) given[1], (String) given[2], -1)),
            CelFunctionBinding.from(
                    "string_replace_string_string_int",
                    List.of(String.class, String.class, String.class, Long.class),
                    given -> replace((String) given[0], (String) given[1], (String) given[2], (Long) given[3])));

    private BoundedText() {}

    private static String join(List<?> list, String separator) {
        var joined = new StringBuilder();
        for (int position = 0; position < list.size(); position++) {
            if (!(list.get(position) instanceof String text)) {
                throw new IllegalArgumentException("join: element %d of the list is no string".formatted(position));
            }
            bounded((long) joined.length() + separator.length() + text.length());
            joined.append(position == 0 ? "" : separator).append(text);
        }
        return joined.toString();
    }

    /// @param most how often at most; all when negative
    private static String replace(String text, String from, String to, long most) {
        Matcher found = Pattern.compile(from, Pattern.LITERAL).matcher(text);
        var replaced = new StringBuilder();
        long left = most;
        int copied = 0;
        while (left != 0 && found.find()) {
            bounded((long) replaced.length() + found.start() - copied + to.length());
            replaced.append(text, copied, found.start()).append(to);
            copied = found.end();
            left--;
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    private static void bounded(long length) {
        if (length > CelLimits.LONGEST_TEXT) {
            throw new CutOffException("a text would have more than %,d letters".formatted(CelLimits.LONGEST_TEXT));
        }
    }
}
