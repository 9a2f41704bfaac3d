package io.kspec.server.operator;

import io.kspec.lifecycle.version.SemanticVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// A version that can be rolled out.
///
/// @param chartDigest  of the archive in the store; empty until it is fetched
/// @param sourceUrl    where it is fetched; empty for an uploaded one
/// @param sourceDigest what the repository says its SHA-256 is; may be empty
public record OperatorVersion(
        SemanticVersion version,
        Optional<String> chartDigest,
        String sourceUrl,
        String sourceDigest,
        Optional<Instant> releasedAt,
        boolean deprecated,
        Optional<String> changelogUrl) {
    /// The highest stable one; the highest of all when none is stable.
    static Optional<SemanticVersion> latest(Collection<SemanticVersion> versions) {
        return versions.stream()
                .filter(version -> !version.prerelease())
                .max(Comparator.naturalOrder())
                .or(() -> versions.stream().max(Comparator.naturalOrder()));
    }

    /// Whether `latest` is an update of what is current; one of both unknown is none.
    static boolean isUpdate(Optional<String> current, Optional<String> latest) {
        return current.flatMap(SemanticVersion::parse)
                .flatMap(now -> latest.flatMap(SemanticVersion::parse).map(then -> then.newerThan(now)))
                .orElse(false);
    }
}
