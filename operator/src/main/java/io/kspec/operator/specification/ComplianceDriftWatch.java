package io.kspec.operator.specification;

import io.kspec.operator.drift.ComplianceDrift;

/// Lets each scan tell which objects came to break a rule.
public record ComplianceDriftWatch(ComplianceDrift drift, Runnable told) implements ScanWatcher {
    @Override
    public void reporting(String specification) {
        drift.before(specification);
    }

    @Override
    public void scanned(Scanned scan) {
        drift.scanned(scan.result());
        told.run();
    }

    @Override
    public void forgotten(String specification) {
        drift.forget(specification);
    }
}
