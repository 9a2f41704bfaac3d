package io.kspec.lifecycle.crd.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The formats of values that API servers check; others they ignore.
public final class Formats {
    private static final Set<String> TEXTS = Set.of(
            "bsonobjectid",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "cidr",
            "mac",
            "uuid",
            "uuid3",
            "uuid4",
            "uuid5",
            "isbn",
            "isbn10",
            "isbn13",
            "creditcard",
            "ssn",
            "hexcolor",
            "rgbcolor",
            "byte",
            "date",
            "duration",
            "datetime");

    private static final Set<String> NUMBERS = Set.of("int32", "int64", "float", "double");

    /// Formats that came later, with the minor version of Kubernetes.
    private static final Map<String, Integer> SINCE = Map.of("k8sshortname", 34, "k8slongname", 34);

    /// Known, and satisfied by every text.
    private static final String PASSWORD = "password";

    private Formats() {}

    /// Whether some API server refuses values for this format.
    public static boolean checked(String format) {
        String name = name(format);
        return TEXTS.contains(name) || NUMBERS.contains(name) || SINCE.containsKey(name);
    }

    /// Whether API servers of a minor version know the format; of any version when none is given.
    public static boolean known(String format, Optional<Integer> minor) {
        String name = name(format);
        return name.equals(PASSWORD)
                || (checked(format) && SINCE.getOrDefault(name, 0) <= minor.orElse(Integer.MAX_VALUE));
    }

    private static String name(String format) {
        return format.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
