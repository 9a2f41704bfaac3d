package io.kspec.core.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, as 64 lower-case hexadecimal digits.
public final class Sha256 {
    private Sha256() {}

    public static String of(byte[] bytes) {
        return hex(begin().digest(bytes));
    }

    /// Of the text's UTF-8.
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// For what comes in parts.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }

    /// What a digest came to.
    public static String of(MessageDigest parts) {
        return hex(parts.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
