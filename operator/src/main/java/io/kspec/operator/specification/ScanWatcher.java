package io.kspec.operator.specification;

import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.ScanResult;
import io.kspec.kube.resource.ClusterSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Told of scans, after their report was written. Called on a reconciler's thread, for one specification by one at a
/// time.
public interface ScanWatcher {
    /// A scan that has ended.
    ///
    /// @param took from the first read to the last verdict
    record Scanned(
            ClusterSpecification specification,
            Rulebook rulebook,
            ScanResult result,
            Instant finished,
            Duration took) {}

    /// A scan has ended and its report is about to be written.
    default void reporting(String specification) {}

    void scanned(Scanned scan);

    /// The specification is gone.
    default void forgotten(String specification) {}

    /// Tells each in turn.
    static ScanWatcher all(List<ScanWatcher> watchers) {
        return new ScanWatcher() {
            @Override
            public void reporting(String specification) {
                watchers.forEach(watcher -> watcher.reporting(specification));
            }

            @Override
            public void scanned(Scanned scan) {
                watchers.forEach(watcher -> watcher.scanned(scan));
            }

            @Override
            public void forgotten(String specification) {
                watchers.forEach(watcher -> watcher.forgotten(specification));
            }
        };
    }
}
