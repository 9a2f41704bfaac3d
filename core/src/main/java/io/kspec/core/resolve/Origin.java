package io.kspec.core.resolve;

import io.kspec.core.verdict.FieldPath;

/// One demand in force, and where it was declared.
///
/// @param path where it stands in the effective specification, for example `spec.workloads.images.requireDigests`;
///     an entry of a list has a path of its own
/// @param value the demand as JSON
/// @param source `ClusterSpecification base` or `PolicyTemplate security-baseline`: the one that declared it, also
///     when it came through another base
public record Origin(FieldPath path, String value, String source) {
    private static final int LONGEST = 512;

    /// `workloads.images.requireDigests=true`, cut to what a status holds.
    public String entry() {
        String field = new FieldPath(path.segments().subList(1, path.segments().size())).dotted();
        String text = "%s=%s".formatted(field, value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
