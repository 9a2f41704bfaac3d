package io.kspec.lifecycle.crd.object.schema;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of fields as rules write them: `a-b` is `a__dash__b`, and a reserved word like `namespace` is
/// `__namespace__`.
final class CelNames {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Map<String, String> WORDS =
            Map.of("__", "__underscores__", ".", "__dot__", "-", "__dash__", "/", "__slash__");
    private static final Map<String, String> SIGNS = Map.of("underscores", "__", "dot", ".", "dash", "-", "slash", "/");
    private static final Pattern SPECIAL = Pattern.compile("__|[-./]");
    private static final Pattern WORD = Pattern.compile("__([^_]+)__");

    private CelNames() {}

    static String escaped(String name) {
        return RESERVED.contains(name)
                ? "__" + name + "__"
                : SPECIAL.matcher(name).replaceAll(match -> WORDS.getOrDefault(match.group(), ""));
    }

    static String unescaped(String spoken) {
        return WORD.matcher(spoken)
                .replaceAll(match -> Matcher.quoteReplacement(
                        RESERVED.contains(match.group(1))
                                ? match.group(1)
                                : SIGNS.getOrDefault(match.group(1), match.group())));
    }
}
