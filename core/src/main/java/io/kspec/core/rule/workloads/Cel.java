package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Pieces of CEL that the rules of this package share.
final class Cel {
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    private Cel() {}

    /// An optional: the field at `segments` below `root`, none where any step is absent.
    static String select(String root, List<String> segments) {
        return root + segments.stream().map(Cel::step).collect(Collectors.joining());
    }

    /// A literal for a string, a boolean or a number.
    static String literal(JsonNode scalar) {
        if (scalar.isTextual()) {
            return text(scalar.asText());
        }
        return scalar.isIntegralNumber() || !scalar.isNumber() ? scalar.asText() : Double.toString(scalar.asDouble());
    }

    static String literals(List<JsonNode> scalars) {
        return scalars.stream()
                .map(scalar -> "dyn(" + literal(scalar) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// A string literal on one line.
    static String text(String value) {
        var quoted = new StringBuilder("'");
        value.codePoints().forEach(letter -> {
            switch (letter) {
                case '\'' -> quoted.append("\\'");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (Character.isISOControl(letter)) {
                        quoted.append("\\u%04x".formatted(letter));
                    } else {
                        quoted.appendCodePoint(letter);
                    }
                }
            }
        });
        return quoted.append('\'').toString();
    }

    /// `container "app": …`, or `containers "app", "sidecar": …`: the webhook's sentence for all at once.
    ///
    /// @param containers a CEL expression, the list of those that offend
    static String offenders(String containers, String demand) {
        return """
                'container "' + %s.map(c, c.?name.orValue('')).join('", "') + %s""".formatted(containers, text("\": " + demand));
    }

    private static String step(String segment) {
        boolean plain = segment.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(segment);
        return plain ? ".?" + segment : "[?" + text(segment) + "]";
    }
}
