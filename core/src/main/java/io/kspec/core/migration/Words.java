package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words that Kubernetes takes where the older files took any.
final class Words {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_PREFIX = 253;
    private static final Pattern LABEL_VALUE = Pattern.compile("|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile(
            "v?([0-9]{1,9})[.]([0-9]{1,9})(?:[.]([0-9]{1,9}))?((?:-[0-9A-Za-z.-]{1,50})?(?:[+][0-9A-Za-z.-]{1,50})?)");

    private Words() {}

    /// The keys of an object, of which a loop may remove some; none for anything else.
    static List<String> keys(JsonNode json) {
        var keys = new ArrayList<String>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /// The nearest name that an object may bear; empty when not one character of it may stand in a name.
    static String dnsName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String cut = lower.substring(0, Math.min(lower.length(), 4 * LONGEST_NAME));
        String legal = cut.replaceAll("[^a-z0-9.-]+", "-").replaceAll("[-.]*[.][-.]*", ".");
        String begun = legal.replaceAll("^[-.]+", "");
        return begun.substring(0, Math.min(begun.length(), LONGEST_NAME)).replaceAll("[-.]+$", "");
    }

    static boolean isLabelValue(String text) {
        return LABEL_VALUE.matcher(text).matches();
    }

    /// A key of a label or an annotation: `environment`, `example.com/team`.
    static boolean isQualifiedName(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        boolean soundPrefix = slash < 0
                || (!prefix.isEmpty()
                        && prefix.length() <= LONGEST_PREFIX
                        && dnsName(prefix).equals(prefix));
        return soundPrefix && KEY_NAME.matcher(key.substring(slash + 1)).matches();
    }

    /// Three parts without a leading v: `v1.2` is `1.2.0`. Empty for what the older reader refused too.
    static Optional<String> semanticVersion(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long patch = parts.group(3) == null ? 0 : Long.parseLong(parts.group(3));
        return Optional.of("%d.%d.%d%s"
                .formatted(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), patch, parts.group(4)));
    }

    /// A version of Kubernetes as bounds are written, without a leading v and without what follows the patch.
    static Optional<String> kubernetesVersion(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String patch = parts.group(3) == null ? "" : "." + Long.parseLong(parts.group(3));
        return Optional.of("%d.%d%s".formatted(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), patch));
    }
}
