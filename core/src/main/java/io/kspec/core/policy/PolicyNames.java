package io.kspec.core.policy;

import io.kspec.core.rule.RuleId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Names and label values that the API server accepts, the same for the same input.
final class PolicyNames {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int HASH_BYTES = 5;

    private PolicyNames() {}

    /// `kspec-<specification>-<rule>`, with the parameter where there is one. A parameter that loses anything on
    /// the way to a name is told apart by a hash.
    static String of(String specification, RuleId rule) {
        String parameter = slug(rule.parameter());
        boolean lossless =
                rule.parameter().replace('.', '-').toLowerCase(Locale.ROOT).equals(parameter);
        String name = "kspec-%s-%s%s".formatted(specification, rule.rule(), parameter.isEmpty() ? "" : "-" + parameter);
        return lossless
                ? cut(name, LONGEST_NAME, specification + "/" + rule)
                : hashed(name, LONGEST_NAME, rule.toString());
    }

    /// The name of a specification as the value of a label.
    static String label(String specification) {
        return cut(specification, LONGEST_LABEL, specification);
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }

    private static String cut(String name, int longest, String whole) {
        return name.length() <= longest ? name : hashed(name, longest, whole);
    }

    private static String hashed(String name, int longest, String whole) {
        String hash = "-" + hash(whole);
        String head = name.substring(0, Math.min(name.length(), longest - hash.length()));
        return head.replaceAll("[-.]+$", "") + hash;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
