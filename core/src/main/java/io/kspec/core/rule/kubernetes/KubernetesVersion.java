package io.kspec.core.rule.kubernetes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of Kubernetes: `v1.29.3-eks-abc` is 1.29.3 of a vendor, not a pre-release of it.
///
/// @param patch empty in a bound such as `1.30`, which then stands for all its patches
record KubernetesVersion(int major, int minor, Optional<Integer> patch) {
    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,6})\\.([0-9]{1,6})(?:\\.([0-9]{1,6}))?([-+].*)?");

    /// Empty for what is no version. Never throws.
    static Optional<KubernetesVersion> of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new KubernetesVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Optional.ofNullable(matcher.group(3)).map(Integer::valueOf)))
                : Optional.empty();
    }

    boolean isBelow(KubernetesVersion bound) {
        return compareTo(bound) < 0;
    }

    boolean isAbove(KubernetesVersion bound) {
        return compareTo(bound) > 0;
    }

    /// Whether this is the version, or one of the patches of a version in two parts.
    boolean isCoveredBy(KubernetesVersion other) {
        return compareTo(other) == 0;
    }

    /// `1.29.3`, without what a vendor added.
    String display() {
        return "%d.%d".formatted(major, minor)
                + patch.map(number -> "." + number).orElse("");
    }

    /// Patches are compared only where the bound names one.
    private int compareTo(KubernetesVersion bound) {
        if (major != bound.major) {
            return Integer.compare(major, bound.major);
        }
        if (minor != bound.minor) {
            return Integer.compare(minor, bound.minor);
        }
        return bound.patch
                .map(number -> Integer.compare(patch.orElse(0), number))
                .orElse(0);
    }
}
