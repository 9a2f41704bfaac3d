package io.kspec.operator.specification;

import io.kspec.core.exemption.ExemptionUse;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;

/// Writes each exemption that pardoned something in a scan into the audit log.
public record ExemptionAudit(AuditLog audit) implements ScanWatcher {
    @Override
    public void scanned(Scanned scan) {
        scan.result().exemptions().stream()
                .filter(use -> use.pardoned() > 0)
                .forEach(use -> audit.add(used(scan, use)));
    }

    private static AuditRecord used(Scanned scan, ExemptionUse use) {
        return AuditRecord.of(
                AuditRecord.Act.EXEMPTION_USED,
                "ClusterSpecification " + scan.rulebook().specification(),
                "door",
                "scan",
                "exemption",
                use.exemption().name(),
                "approver",
                use.exemption().approver(),
                "reason",
                use.exemption().reason(),
                "expires",
                use.exemption().expires().map(String::valueOf).orElse("never"),
                "pardoned",
                Integer.toString(use.pardoned()));
    }
}
