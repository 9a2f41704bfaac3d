package io.kspec.server.chart;

import io.kspec.lifecycle.version.SemanticVersion;
import java.time.Instant;
import java.util.Optional;

/// A version of a chart as a repository lists it.
///
/// @param url    where the archive is, absolute
/// @param digest SHA-256 of the archive; empty when the repository does not say
public record ChartEntry(
        SemanticVersion version,
        String url,
        String digest,
        Optional<Instant> releasedAt,
        boolean deprecated,
        Optional<String> changelogUrl) {}
