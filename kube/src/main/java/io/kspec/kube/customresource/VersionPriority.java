package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order in which Kubernetes prefers versions: `v10` before `v2`, both before `v3beta1`, that before `v3alpha2`,
/// and names of another form last, by the alphabet.
record VersionPriority(int stability, int major, int minor, String name) implements Comparable<VersionPriority> {
    private static final Pattern FORM = Pattern.compile("v(\\d{1,8})(?:(alpha|beta)(\\d{1,8}))?");
    private static final Comparator<VersionPriority> ORDER = Comparator.comparingInt(VersionPriority::stability)
            .thenComparingInt(VersionPriority::major)
            .thenComparingInt(VersionPriority::minor)
            .thenComparing(VersionPriority::name, Comparator.reverseOrder());

    /// Of an entry of `spec.versions`.
    static VersionPriority of(JsonNode version) {
        String name = version.path("name").asText("");
        Matcher parts = FORM.matcher(name);
        if (!parts.matches()) {
            return new VersionPriority(0, 0, 0, name);
        }
        String level = parts.group(2);
        return new VersionPriority(
                level == null ? 3 : level.equals("beta") ? 2 : 1,
                Integer.parseInt(parts.group(1)),
                level == null ? 0 : Integer.parseInt(parts.group(3)),
                name);
    }

    @Override
    public int compareTo(VersionPriority other) {
        return ORDER.compare(this, other);
    }
}
