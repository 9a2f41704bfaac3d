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
    /// What Kyverno can name in the labels of its reports, and the API server takes for a label.
    private static final int LONGEST_SHORT_NAME = 63;

    private static final int LONGEST_LABEL = 63;
    private static final int HASH_BYTES = 5;

    private PolicyNames() {}

    /// `kspec-<specification>-<rule>`, with the parameter where there is one, and what tells the shapes apart. A
    /// parameter that loses anything on the way to a name is told apart by a hash.
    static String of(String specification, RuleId rule, Shape shape) {
        return of(specification, rule, shape, "");
    }

    /// The same for one of several objects of a rule and shape.
    ///
    /// @param suffix what tells them apart
    static String of(String specification, RuleId rule, Shape shape, String suffix) {
        return name(specification, rule, shape.suffix() + suffix, LONGEST_NAME);
    }

    /// The same, never longer than 63 characters.
    static String shortOf(String specification, RuleId rule, Shape shape, String suffix) {
        return name(specification, rule, shape.suffix() + suffix, LONGEST_SHORT_NAME);
    }

    /// The rule's own name with its parameter, never longer than 63 characters.
    static String own(RuleId rule) {
        String name = rule.rule() + dashed(rule);
        return lossless(rule)
                ? cut(name, LONGEST_SHORT_NAME, rule.toString())
                : hashed(name, LONGEST_SHORT_NAME, rule.toString());
    }

    /// A name with an ending that must stay, never longer than 63 characters.
    static String ending(String name, String ending) {
        String tail = cut(ending, LONGEST_SHORT_NAME / 2, ending);
        return cut(name, LONGEST_SHORT_NAME - tail.length(), name) + tail;
    }

    private static String name(String specification, RuleId rule, String suffix, int longest) {
        String name = "kspec-%s-%s%s".formatted(specification, rule.rule(), dashed(rule));
        int room = longest - suffix.length();
        String base =
                lossless(rule) ? cut(name, room, specification + "/" + rule) : hashed(name, room, rule.toString());
        return base + suffix;
    }

    private static boolean lossless(RuleId rule) {
        return rule.parameter().replace('.', '-').toLowerCase(Locale.ROOT).equals(slug(rule.parameter()));
    }

    private static String dashed(RuleId rule) {
        String parameter = slug(rule.parameter());
        return parameter.isEmpty() ? "" : "-" + parameter;
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
