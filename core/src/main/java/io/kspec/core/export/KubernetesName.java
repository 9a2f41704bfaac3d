package io.kspec.core.export;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names that an API server takes.
final class KubernetesName {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST = 240;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private KubernetesName() {}

    /// Whether an API server could have a namespace of this name; a file can name anything.
    static boolean isNamespace(String name) {
        return name.length() <= LONGEST_LABEL && LABEL.matcher(name).matches();
    }

    /// A name as near to this one as allowed, with room for a number behind it.
    static String of(String wanted) {
        String plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        return cut.replaceAll("^-+|-+$", "");
    }
}
