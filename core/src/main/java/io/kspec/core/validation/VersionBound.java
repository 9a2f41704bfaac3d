package io.kspec.core.validation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bound on versions of Kubernetes: `1.30.2` is one version, `1.30` is all its patches, from `lowest` to `highest`.
public record VersionBound(long lowest, long highest) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})[.]([0-9]{1,6})(?:[.]([0-9]{1,6}))?");
    private static final long STEP = 1_000_000;

    /// Empty for what is neither `major.minor` nor `major.minor.patch`.
    public static Optional<VersionBound> of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long minor = (Long.parseLong(parts.group(1)) * STEP + Long.parseLong(parts.group(2))) * STEP;
        return Optional.of(
                parts.group(3) == null
                        ? new VersionBound(minor, minor + STEP - 1)
                        : new VersionBound(
                                minor + Long.parseLong(parts.group(3)), minor + Long.parseLong(parts.group(3))));
    }
}
