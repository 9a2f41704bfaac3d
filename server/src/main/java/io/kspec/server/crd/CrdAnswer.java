package io.kspec.server.crd;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.lifecycle.crd.Compatibility;
import io.kspec.lifecycle.crd.CompatibilityChange;
import io.kspec.server.web.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The bodies that tell of definitions.
public final class CrdAnswer {
    private CrdAnswer() {}

    /// An entry of the list, and the answer to POST.
    public record Item(
            UUID crdId,
            String name,
            String group,
            List<String> versions,
            String scope,
            String operatorName,
            String operatorVersion,
            String status,
            String approvalStatus,
            Instant createdAt) {
        static Item of(StoredCrd crd) {
            return new Item(
                    crd.id(),
                    crd.named().name(),
                    crd.named().group(),
                    crd.versions(),
                    crd.named().scope(),
                    crd.named().operatorName(),
                    crd.named().operatorVersion(),
                    crd.standing().status().name(),
                    crd.standing().approval().name(),
                    crd.standing().createdAt());
        }
    }

    /// The list.
    public record Items(List<Item> crds, @JsonUnwrapped Slice.Paging paging) {}

    /// One definition: its newest version, how it came to be what it is, and how it is in clusters.
    public record One(
            @JsonUnwrapped Item item,
            String schemaDefinition,
            String schemaVersion,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt,
            Optional<Instant> deprecatedAt,
            String deprecationReason,
            String migrationGuide,
            List<HistoryEntry> schemaHistory,
            List<InstalledCrds.Installed> clusters) {
        static One of(StoredCrd crd, List<HistoryEntry> history, List<InstalledCrds.Installed> clusters) {
            return new One(
                    Item.of(crd),
                    crd.schema(),
                    crd.schemaVersion(),
                    crd.standing().approvedBy(),
                    crd.standing().approvedAt(),
                    crd.standing().deprecatedAt(),
                    crd.standing().deprecationReason(),
                    crd.standing().migrationGuide(),
                    history,
                    clusters);
        }
    }

    /// A change between two versions that follow each other.
    public record HistoryEntry(
            String changeType,
            String fieldPath,
            String previousType,
            String newType,
            boolean isBreaking,
            String description,
            String operatorVersion,
            Instant changedAt) {}

    /// A change that a new schema would make.
    public record Change(String changeType, String fieldPath, String description, String severity) {
        static Change of(CompatibilityChange change) {
            return new Change(
                    change.changeType().word(),
                    change.fieldPath(),
                    change.description(),
                    change.severity().word());
        }
    }

    /// What a new schema would do.
    public record Validated(
            boolean isCompatible,
            List<Change> breakingChanges,
            List<Change> nonBreakingChanges,
            boolean requiresApproval,
            Instant validatedAt) {
        static Validated of(Compatibility compatibility, Instant now) {
            return new Validated(
                    compatibility.isCompatible(),
                    compatibility.breakingChanges().stream().map(Change::of).toList(),
                    compatibility.nonBreakingChanges().stream().map(Change::of).toList(),
                    compatibility.requiresApproval(),
                    now);
        }
    }

    /// A consent.
    public record Approved(
            UUID crdId,
            String name,
            String operatorVersion,
            String approvalStatus,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt) {
        static Approved of(StoredCrd crd) {
            return new Approved(
                    crd.id(),
                    crd.named().name(),
                    crd.named().operatorVersion(),
                    crd.standing().approval().name(),
                    crd.standing().approvedBy(),
                    crd.standing().approvedAt());
        }
    }
}
