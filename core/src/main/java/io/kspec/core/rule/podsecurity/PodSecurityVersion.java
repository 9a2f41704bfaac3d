package io.kspec.core.rule.podsecurity;

import java.util.Optional;
import java.util.regex.Pattern;

/// A version of the Pod Security Standards: `latest` or `v1.N`. PodSecurityCards know from which minor version on
/// they hold, so that a version above the newest known one is judged as the newest.
///
/// @param minor 0 and up; the largest number stands for `latest`
public record PodSecurityVersion(int minor) {
    public static final PodSecurityVersion LATEST = new PodSecurityVersion(Integer.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("v1[.](0|[1-9][0-9]*)");
    private static final int LONGEST_MINOR = 8;

    /// Empty for what Pod Security admission would not read as a version.
    public static Optional<PodSecurityVersion> of(String text) {
        if (text.equals("latest")) {
            return Optional.of(LATEST);
        }
        return Optional.of(FORM.matcher(text))
                .filter(form -> form.matches())
                .map(form -> form.group(1))
                .map(digits -> {
                    return digits.length() > LONGEST_MINOR ? LATEST : new PodSecurityVersion(Integer.parseInt(digits));
                });
    }

    /// Whether this is `v1.<since>` or later.
    public boolean reaches(int since) {
        return minor >= since;
    }
}
