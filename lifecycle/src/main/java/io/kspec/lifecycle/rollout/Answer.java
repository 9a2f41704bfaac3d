package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.HealthReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of a command. Each command says which answers fit; [Refused] and [Unavailable] fit all that are
/// answered.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(Answer.Done.class),
    @JsonSubTypes.Type(Answer.Refused.class),
    @JsonSubTypes.Type(Answer.Unavailable.class),
    @JsonSubTypes.Type(Answer.Judged.class),
    @JsonSubTypes.Type(Answer.Granted.class),
    @JsonSubTypes.Type(Answer.Busy.class),
    @JsonSubTypes.Type(Answer.Exported.class),
    @JsonSubTypes.Type(Answer.Installed.class),
    @JsonSubTypes.Type(Answer.Checked.class),
    @JsonSubTypes.Type(Answer.Verified.class),
    @JsonSubTypes.Type(Answer.Scaled.class)
})
public sealed interface Answer {
    /// It is done.
    record Done() implements Answer {}

    /// It failed, or ran out of its time, and trying again would not help.
    ///
    /// @param reason a sentence
    record Refused(String reason) implements Answer {}

    /// It could not be tried, or not be finished, for the moment: no connection, a lost race, a server that is
    /// busy. It is tried again later and is never a failed check.
    ///
    /// @param reason a sentence
    record Unavailable(String reason) implements Answer {}

    /// The plan may run.
    ///
    /// @param digest of what is reviewed: [io.kspec.lifecycle.approval.Review#digest]
    /// @param approvals every kind of consent that is needed
    /// @param clusters one entry for each cluster of the rollout
    /// @param warnings sentences
    /// @param breaking names of the definitions whose change breaks something
    record Judged(
            String digest,
            List<ApprovalKind> approvals,
            List<ClusterFacts> clusters,
            List<String> warnings,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> breaking)
            implements Answer {
        public Judged {
            approvals = List.copyOf(approvals);
            clusters = List.copyOf(clusters);
            warnings = List.copyOf(warnings);
            breaking = List.copyOf(breaking);
        }
    }

    /// What planning found in a cluster.
    ///
    /// @param cluster its name
    /// @param target what will be installed, values included
    /// @param previous what is installed; empty when nothing is
    /// @param activeNamespace with BlueGreen, where the traffic goes today: the operator's own namespace on the
    ///     first run; empty otherwise, and when nothing is installed
    record ClusterFacts(
            String cluster, Revision target, Optional<Revision> previous, Optional<String> activeNamespace) {}

    /// The slot or lease is held.
    ///
    /// @param token of a lease, at least 1 and larger than every earlier one of the same cluster; 0 for a slot
    record Granted(long token) implements Answer {}

    /// Somebody else holds it.
    ///
    /// @param holder who, for a person
    /// @param retryAt when to ask again, if that is known
    record Busy(String holder, Optional<Instant> retryAt) implements Answer {}

    /// The export is stored.
    record Exported(InventoryDigest inventory) implements Answer {}

    /// The release is installed and its workloads are ready.
    ///
    /// @param revision with the number of the Helm revision
    record Installed(Revision revision) implements Answer {}

    /// Health was looked at, or tried to.
    record Checked(HealthReading reading) implements Answer {}

    /// Custom resources were compared.
    ///
    /// @param after what is there now
    /// @param lost how many are missing, made anew or changed without being listed
    /// @param sentence which, for a person; empty when none
    record Verified(InventoryDigest after, int lost, String sentence) implements Answer {}

    /// A colour has no replicas now.
    ///
    /// @param replicas what each workload had, by `<kind>/<name>`
    record Scaled(Map<String, Integer> replicas) implements Answer {
        public Scaled {
            replicas = Map.copyOf(replicas);
        }
    }
}
