package io.kspec.local.kubelet;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// References to variables in a container's arguments and environment, as Kubernetes reads them: `$(NAME)` becomes
/// the value, `$$(NAME)` becomes the text `$(NAME)`, and a name that is not known stays as it is written.
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

    private Variables() {}

    static String expand(String text, Map<String, String> known) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), known)));
    }

    private static String value(@Nullable String name, Map<String, String> known) {
        return name == null ? "$" : known.getOrDefault(name, "$(" + name + ")");
    }
}
