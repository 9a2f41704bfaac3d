package io.kspec.server.chart;

import io.kspec.core.failure.Failure;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// A chart in an OCI registry.
///
/// @param registry host and port
/// @param name     of the repository in the registry, which ends with the chart's name
record OciChart(String registry, String name) {
    private static final String SCHEME = "oci://";
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME = Pattern.compile(PART + "(?:/" + PART + ")*");

    static boolean isOci(String address) {
        return address.startsWith(SCHEME);
    }

    /// The chart of this name under an address such as `oci://ghcr.io/owner/charts`; empty when registries cannot
    /// have one of that name.
    static Optional<OciChart> in(String repository, String chart) {
        URI address = URI.create(repository);
        String path = address.getPath().replaceAll("^/+|/+$", "");
        String name = path.isEmpty() ? chart : path + "/" + chart;
        return NAME.matcher(name).matches()
                ? Optional.of(new OciChart(address.getAuthority(), name))
                : Optional.empty();
    }

    static Listing misnamed(String chart) {
        return new Listing.NoSuchChart(new Failure.Malformed(
                "no registry can have a chart of this name",
                chart,
                "Name one as the registry does: lower-case letters, digits, dots, hyphens and underscores."));
    }

    /// Where a tag is, as [#tagged] reads it.
    String address(String tag) {
        return "%s%s/%s:%s".formatted(SCHEME, registry, name, tag);
    }

    /// A chart with the tag of a version.
    record Tagged(OciChart chart, String tag) {}

    static Tagged tagged(String address) {
        int colon = address.lastIndexOf(':');
        URI repository = URI.create(address.substring(0, colon));
        return new Tagged(
                new OciChart(repository.getAuthority(), repository.getPath().substring(1)),
                address.substring(colon + 1));
    }
}
