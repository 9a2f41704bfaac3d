package io.kspec.core.export;

/// Text from manifests and servers, made harmless for formats that have no escape for it.
public final class Plain {
    private Plain() {}

    /// Every character that commands instead of showing (control, direction, half a surrogate pair) spelled out:
    /// `\u202e`.
    public static String visible(String text) {
        if (text.codePoints().noneMatch(Plain::commands)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (commands(point)) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /// At most `most` characters, with a mark where the rest was.
    static String atMost(int most, String text) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static boolean commands(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
