package io.kspec.core.rule.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.CelText;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Pieces of CEL that rules about pods share.
public final class Cel {
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

    /// The containers that have everything a container can have.
    public static final String INIT_AND_REGULAR =
            "(variables.podSpec.?initContainers.orValue([]) + variables.podSpec.?containers.orValue([]))";

    private Cel() {}

    /// An optional: the field at `segments` below `root`, none where any step is absent.
    public static String select(String root, List<String> segments) {
        return root + segments.stream().map(Cel::step).collect(Collectors.joining());
    }

    /// A literal for a string, a boolean or a number.
    public static String literal(JsonNode scalar) {
        if (scalar.isTextual()) {
            return CelText.of(scalar.asText());
        }
        return scalar.isIntegralNumber() || !scalar.isNumber() ? scalar.asText() : Double.toString(scalar.asDouble());
    }

    public static String literals(List<JsonNode> scalars) {
        return scalars.stream()
                .map(scalar -> "dyn(" + literal(scalar) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// `container "app": …`, or `containers "app", "sidecar": …`: the webhook's sentence for all at once.
    ///
    /// @param containers a CEL expression, the list of those that offend
    public static String offenders(String containers, String demand) {
        return """
                'container "' + %s.map(c, c.?name.orValue('')).join('", "') + %s""".formatted(containers, CelText.of("\": " + demand));
    }

    /// `the pod, container "app": …`: the same for a field that both the pod and its containers have.
    ///
    /// @param atPod a CEL expression, whether the pod itself offends
    /// @param containers a CEL expression, the list of containers that offend
    public static String offenders(String atPod, String containers, String demand) {
        String named = "%s.map(c, 'container \"' + c.?name.orValue('') + '\"')".formatted(containers);
        return "((%s ? ['the pod'] : []) + %s).join(', ') + %s".formatted(atPod, named, CelText.of(": " + demand));
    }

    /// A list of string literals.
    public static String texts(Collection<String> texts) {
        return texts.stream().map(CelText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String step(String segment) {
        boolean plain = segment.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(segment);
        return plain ? ".?" + segment : "[?" + CelText.of(segment) + "]";
    }
}
