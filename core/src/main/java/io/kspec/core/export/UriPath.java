package io.kspec.core.export;

import java.nio.charset.StandardCharsets;

/// The path of a URI.
final class UriPath {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    private UriPath() {}

    /// RFC 3986: every byte of UTF-8 but the unreserved ones and the slash as `%XX`. The JDK's own class takes a
    /// colon in the first segment for a scheme.
    static String encoded(String path) {
        var text = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            boolean plain = PLAIN.indexOf(character) >= 0;
            text.append(plain ? Character.toString(character) : "%%%02X".formatted((int) character));
        }
        return text.toString();
    }
}
