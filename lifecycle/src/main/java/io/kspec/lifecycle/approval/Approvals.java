package io.kspec.lifecycle.approval;

import io.kspec.lifecycle.strategy.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which consents a rollout needs, and who may give them. Pure.
public final class Approvals {
    private Approvals() {}

    /// The consents that are needed, one for each kind; empty when none is. A rollback needs none and does not ask.
    ///
    /// @param quorums how many people for a kind, where it is not 1; possible data loss is never below 2
    public static List<Need> needed(Need.Facts facts, Map<ApprovalKind, Integer> quorums) {
        Environment highest =
                facts.environments().stream().max(Comparator.naturalOrder()).orElse(Environment.DEVELOPMENT);
        boolean production = highest == Environment.PRODUCTION;
        List<ApprovalKind> kinds = new ArrayList<>();
        if (production && facts.versionChanges()) {
            kinds.add(ApprovalKind.OPERATOR_VERSION_UPGRADE);
        }
        if (production && facts.breaking()) {
            kinds.add(ApprovalKind.BREAKING_CRD_CHANGE);
        }
        if (production) {
            kinds.add(ApprovalKind.PRODUCTION_DEPLOYMENT);
        }
        if (facts.dataLoss()) {
            kinds.add(ApprovalKind.POSSIBLE_DATA_LOSS);
        }
        if (facts.requested()) {
            kinds.add(ApprovalKind.REQUESTED);
        }
        return kinds.stream().map(kind -> need(kind, highest, quorums)).toList();
    }

    /// The consent of one kind, for a caller who knows already that it is needed.
    ///
    /// @param highest among the environments of the targets
    /// @param quorums as in [#needed]
    public static Need need(ApprovalKind kind, Environment highest, Map<ApprovalKind, Integer> quorums) {
        int least = kind == ApprovalKind.POSSIBLE_DATA_LOSS ? 2 : 1;
        return new Need(kind, highest, Math.max(least, quorums.getOrDefault(kind, least)), reason(kind));
    }

    private static String reason(ApprovalKind kind) {
        return switch (kind) {
            case OPERATOR_VERSION_UPGRADE -> "The version changes in production.";
            case BREAKING_CRD_CHANGE -> "A change of a CRD that breaks clients reaches production.";
            case PRODUCTION_DEPLOYMENT -> "A Production cluster is changed.";
            case POSSIBLE_DATA_LOSS -> "Custom resources could be lost.";
            case REQUESTED -> "The requester asked for a second opinion.";
        };
    }

    /// Why a person may not decide a request; empty when they may. Nobody decides their own requests, whatever their
    /// roles; an Admin stands in for an Environment Owner.
    public static Optional<String> whyNot(Person person, Approval approval) {
        if (person.name().equals(approval.requestedBy())) {
            return Optional.of("You asked for this yourself and may not decide about it. Ask another person.");
        }
        if (person.roles().contains(Role.ADMIN)) {
            return Optional.empty();
        }
        Environment environment = approval.need().environment();
        return switch (approval.need().approval()) {
            case PRODUCTION_DEPLOYMENT, REQUESTED ->
                person.roles().contains(Role.ENVIRONMENT_OWNER)
                                && person.environments().contains(environment)
                        ? Optional.empty()
                        : Optional.of("You neither own %s nor are an Admin. Ask somebody who is."
                                .formatted(environment.word()));
            case OPERATOR_VERSION_UPGRADE, BREAKING_CRD_CHANGE, POSSIBLE_DATA_LOSS ->
                Optional.of("You are no Admin, and only an Admin may decide about %s. Ask one."
                        .formatted(approval.need().approval().word()));
        };
    }
}
