package io.kspec.server.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.server.chart.ChartArchive;
import java.time.Duration;
import java.util.Set;

/// What shall be in force.
///
/// @param values   one tree, see [Values]; it may hold secrets and is never shown
/// @param withheld kinds that are left out of the release and given back instead, such as
///                 `ValidatingWebhookConfiguration` of a colour that has no traffic yet
/// @param patience how long Helm waits for workloads to be ready
public record ReleaseRequest(
        ReleaseName release, ChartArchive chart, ObjectNode values, Set<String> withheld, Duration patience) {
    public ReleaseRequest {
        withheld = Set.copyOf(withheld);
    }

    @Override
    public String toString() {
        return "%s from %s".formatted(release, chart);
    }
}
