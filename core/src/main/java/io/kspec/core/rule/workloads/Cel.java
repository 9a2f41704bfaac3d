package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.CelText;
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
            return CelText.of(scalar.asText());
        }
        return scalar.isIntegralNumber() || !scalar.isNumber() ? scalar.asText() : Double.toString(scalar.asDouble());
    }

    static String literals(List<JsonNode> scalars) {
        return scalars.stream()
                .map(scalar -> "dyn(" + literal(scalar) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// `container "app": …`, or `containers "app", "sidecar": …`: the webhook's sentence for all at once.
    ///
    /// @param containers a CEL expression, the list of those that offend
    static String offenders(String containers, String demand) {
        return """
                'container "' + %s.map(c, c.?name.orValue('')).join('", "') + %s""".formatted(containers, CelText.of("\": " + demand));
    }

    private static String step(String segment) {
        boolean plain = segment.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(segment);
        return plain ? ".?" + segment : "[?" + CelText.of(segment) + "]";
    }
}
