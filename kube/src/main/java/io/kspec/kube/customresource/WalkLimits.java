package io.kspec.kube.customresource;

import java.time.Duration;

/// Where a walk ends although there is more.
///
/// @param bytes after which no further page is asked for
/// @param time after which no further page is asked for
public record WalkLimits(long bytes, Duration time) {
    private static final long GIBIBYTE = 1024L * 1024 * 1024;

    /// What an export or an inventory of a large cluster may take: 4 GiB and an hour.
    public static WalkLimits generous() {
        return new WalkLimits(4 * GIBIBYTE, Duration.ofHours(1));
    }
}
