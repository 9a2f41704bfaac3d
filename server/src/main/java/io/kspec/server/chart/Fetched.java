package io.kspec.server.chart;

import io.kspec.core.failure.Failure;

/// What became of fetching an archive.
public sealed interface Fetched {
    record Archive(ChartArchive archive) implements Fetched {}

    record Failed(Failure failure) implements Fetched {}
}
