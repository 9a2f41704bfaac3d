package io.kspec.operator.devops;

import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.Skip;
import io.kspec.core.devops.enforce.WorkloadRepair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Carries out what a plan says of workloads. A workload that cannot be mended keeps no other from it.
final class Enforcer {
    private final TemplateWriter writer;

    Enforcer(TemplateWriter writer) {
        this.writer = writer;
    }

    /// @param enforcement what the status tells of it
    /// @param mended in full, for events
    /// @param again whether a workload changed meanwhile, so that it is to be read anew at once
    record Enforced(Enforcement enforcement, List<Mending.Applied> mended, boolean again) {
        Enforced {
            mended = List.copyOf(mended);
        }
    }

    Enforced carryOut(DevOpsPlan.Act act, Instant now) {
        return switch (act) {
            case DevOpsPlan.Act.Leave leave -> new Enforced(leave.why(), List.of(), false);
            case DevOpsPlan.Act.Mend mend -> mend(mend.repairs(), now);
        };
    }

    private Enforced mend(List<WorkloadRepair> repairs, Instant now) {
        var mended = new ArrayList<Mending.Applied>();
        var failed = new ArrayList<String>();
        var skipped = new ArrayList<Skip>();
        boolean again = false;
        for (WorkloadRepair repair : repairs) {
            skipped.addAll(repair.skipped());
            if (repair.patch().isPresent()) {
                switch (writer.mend(repair, repair.patch().get(), now)) {
                    case Mending.Applied applied -> mended.add(applied);
                    case Mending.Failed refused -> failed.add(refused.sentence());
                    case Mending.Skipped left -> skipped.add(left.skip());
                    case Mending.Outdated _ -> again = true;
                }
            }
        }
        List<String> workloads = mended.stream().map(Mending.Applied::workload).toList();
        return new Enforced(new Enforcement.Done(workloads, failed, skipped), mended, again);
    }
}
