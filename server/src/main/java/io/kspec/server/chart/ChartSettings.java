package io.kspec.server.chart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `kspec.charts.*`: where charts may be fetched.
@ConfigMapping(prefix = "kspec.charts")
public interface ChartSettings {
    /// Whether repositories may be read without TLS.
    @WithDefault("false")
    boolean allowHttp();

    /// Whether repositories may be on this machine or in a private network: for development, and for companies whose
    /// repository is in their own network.
    @WithDefault("false")
    boolean allowLocal();

    /// For one answer of a repository, from the first byte asked to the last one read.
    @WithDefault("PT30S")
    Duration patience();
}
