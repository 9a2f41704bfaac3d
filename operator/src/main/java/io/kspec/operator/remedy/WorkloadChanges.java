package io.kspec.operator.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.remedy.Remedies;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.leadership.Term;

/// Changes workloads by server-side apply: only the version that was judged, and only when what the API server says
/// it would store keeps the promise.
final class WorkloadChanges {
    private final ObjectWriter writer;

    WorkloadChanges(KubernetesClient client, Term term) {
        this.writer = new ObjectWriter(client, Remedy.MANAGER, term::holds);
    }

    /// @param remedies that decided
    Result carryOut(Case.Mend mend, Remedies remedies) {
        var kind = WorkloadObjects.kind(
                Workload.of(mend.live()).map(Workload::kind).orElse(WorkloadKind.DEPLOYMENT));
        var change = new Change.Demand(kind, mend.remedy().document(), Remedy.MANAGER, "it breaks " + mend.ruleNames());
        return switch (writer.preview(change)) {
            case Outcome.Done tried -> write(mend, change, remedies, tried.stored());
            case Outcome.Outdated _ -> new Result.Later("somebody else changed it");
            case Outcome.Refused refused -> new Result.Failed(refused.why().sentence());
        };
    }

    private Result write(Case.Mend mend, Change change, Remedies remedies, ObjectNode tried) {
        JsonNode live = mend.live();
        if (!remedies.keepsItsPromise(live, tried, mend.rules())) {
            return new Result.Failed(
                    "the API server would make something of the change that still breaks %s. Change it by hand."
                            .formatted(mend.ruleNames()));
        }
        return switch (writer.write(change)) {
            case Outcome.Done _ -> new Result.Mended();
            case Outcome.Outdated _ -> new Result.Later("somebody else changed it");
            case Outcome.Refused refused -> new Result.Failed(refused.why().sentence());
        };
    }
}
