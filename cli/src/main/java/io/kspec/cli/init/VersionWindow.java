package io.kspec.cli.init;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Kubernetes versions that a first specification accepts, as minor versions.
record VersionWindow(String oldest, String newest) {
    /// For a cluster that nobody can see: the releases that were supported when this version of kspec was made.
    static final VersionWindow DEFAULT = new VersionWindow("1.33", "1.36");

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})([^0-9].*)?");
    private static final int UPGRADES_AHEAD = 1;

    /// From the cluster's own minor version to the next one, so that the next upgrade breaks nothing. Empty when the
    /// version is none.
    static Optional<VersionWindow> around(String version) {
        Matcher form = VERSION.matcher(version);
        if (!form.matches()) {
            return Optional.empty();
        }
        String major = form.group(1);
        int minor = Integer.parseInt(form.group(2));
        return Optional.of(
                new VersionWindow("%s.%d".formatted(major, minor), "%s.%d".formatted(major, minor + UPGRADES_AHEAD)));
    }
}
