package io.kspec.server.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The last line of defence against a secret in an entry: values by the look of their name or their own.
final class Masked {
    private static final String MASK = "***";
    private static final Pattern NAMES = Pattern.compile(
            "(?i).*(password|passwd|secret|token|kubeconfig|credential|private.?key|api.?key|authorization).*");
    private static final Pattern IDS = Pattern.compile("(?i).*(id|name|count)");
    private static final Pattern VALUES = Pattern.compile(
            "(?is).*(-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.|client-key-data|Bearer ).*");

    private Masked() {}

    static Map<String, String> of(Map<String, String> metadata) {
        Map<String, String> masked = new TreeMap<>();
        metadata.forEach((name, value) -> masked.put(name, mask(name, value)));
        return masked;
    }

    /// A sentence in which anything that looks like a key or token is the end of it.
    static String text(String message) {
        return VALUES.matcher(message).matches() ? MASK : message;
    }

    private static String mask(String name, String value) {
        boolean tells = NAMES.matcher(name).matches() && !IDS.matcher(name).matches();
        return tells ? MASK : text(value);
    }
}
