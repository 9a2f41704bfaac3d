package io.kspec.core.export;

import java.time.Instant;

/// Who judged what, by what and when.
///
/// @param version of kspec
/// @param specification the name of the ClusterSpecification
/// @param origin where it was found: a file, `embedded`, or the cluster
/// @param subject what was judged, for people: `3 workloads in 2 files`, `https://10.0.0.1:6443`
/// @param of files or a cluster
/// @param at when it was judged
public record Provenance(
        String version, String specification, String origin, String subject, SubjectType of, Instant at) {
    public enum SubjectType {
        CLUSTER,
        FILES
    }
}
