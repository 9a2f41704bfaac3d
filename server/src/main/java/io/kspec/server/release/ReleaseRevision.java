package io.kspec.server.release;

import java.util.List;

/// One revision of a release, as its Secret tells.
///
/// @param number       1 for the first
/// @param status       Helm's word, such as `deployed`
/// @param chart        the chart's name
/// @param version      the chart's version
/// @param valuesDigest SHA-256 over the values a user gave, keys sorted, 64 hexadecimal digits
/// @param crds         names of CustomResourceDefinitions its manifest holds: a release of kspec has none
public record ReleaseRevision(
        int number, String status, String chart, String version, String valuesDigest, List<String> crds) {
    public ReleaseRevision {
        crds = List.copyOf(crds);
    }
}
