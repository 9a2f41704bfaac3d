package io.kspec.operator.specification;

import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.resolve.Origin;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.rulebook.Staging.Stage;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.spec.Mode;
import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.core.status.Condition;
import io.kspec.core.status.EffectiveEntry;
import io.kspec.core.status.EnforcementStatus;
import io.kspec.core.status.ExemptionsStatus;
import io.kspec.core.status.Phase;
import io.kspec.core.status.StatusSummary;
import io.kspec.core.status.WebhooksStatus;
import io.kspec.core.status.WouldRefuse;
import io.kspec.operator.certificate.CertificateState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a status out of facts. Pure: the same facts and the same past give the same status, so that nothing is
/// written while nothing changes.
final class SpecificationStatus {
    private static final int MOST_ENTRIES = 200;
    private static final int MOST_RULES = 50;

    private SpecificationStatus() {}

    static ClusterSpecStatus of(Facts facts, Optional<ClusterSpecStatus> before, Instant now) {
        List<Condition> conditions =
                Conditions.of(facts, before.map(ClusterSpecStatus::conditions).orElse(List.of()), now);
        Optional<Summary> summary = facts.scan().map(scan -> scan.result().summary());
        return new ClusterSpecStatus(
                phase(facts),
                facts.generation(),
                facts.scan()
                        .map(LastScan::finished)
                        .map(SpecificationStatus::time)
                        .orElse(null),
                facts.nextScan().map(SpecificationStatus::time).orElse(null),
                summary.map(Summary::score).orElse(null),
                conditions,
                summary.map(counts -> counts(counts, facts)).orElse(null),
                facts.rulebook()
                        .map(rulebook -> enforcement(rulebook, facts, now))
                        .orElse(null),
                webhooks(facts),
                facts.rulebook()
                        .map(rulebook -> rulebook.notBuilt().stream()
                                .map(field -> field.path().dotted())
                                .toList())
                        .orElse(List.of()),
                facts.scan().flatMap(scan -> exemptions(scan.result())).orElse(null),
                effectivePolicy(facts),
                List.of());
    }

    private static Phase phase(Facts facts) {
        if (!facts.problems().isEmpty() || facts.blocked().isPresent()) {
            return Phase.FAILED;
        }
        return facts.scan().isPresent() ? Phase.ACTIVE : Phase.PENDING;
    }

    private static StatusSummary counts(Summary summary, Facts facts) {
        return new StatusSummary(
                summary.total(),
                summary.passed(),
                summary.failed(),
                summary.skipped(),
                summary.manual(),
                summary.notEvaluated(),
                facts.guards().policies(),
                facts.guards().pending().size());
    }

    private static EnforcementStatus enforcement(Rulebook rulebook, Facts facts, Instant now) {
        Enforcement enforcement = rulebook.enforcement();
        List<WouldRefuse> wouldRefuse = facts.shadows().requests().entrySet().stream()
                .limit(MOST_RULES)
                .map(entry -> new WouldRefuse(entry.getKey().toString(), entry.getValue()))
                .toList();
        return new EnforcementStatus(
                enforcement.mode() != Mode.MONITOR,
                enforcement.mode().name().toLowerCase(Locale.ROOT),
                stage(enforcement, now).orElse(null),
                facts.guards().policies(),
                wouldRefuse,
                wouldRefuse.isEmpty() ? null : time(facts.shadows().since()),
                null);
    }

    private static Optional<String> stage(Enforcement enforcement, Instant now) {
        if (enforcement.mode() != Mode.ENFORCE || enforcement.staging().equals(Staging.NONE)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (enforcement.staging().at(now)) {
                    case Stage.Everywhere _ -> "everywhere";
                    case Stage.Canaries _ -> "canary";
                    case Stage.Nowhere _ -> "nowhere";
                });
    }

    /// What was taken over from others, so that a status of a specification that builds on nothing stays small.
    private static List<EffectiveEntry> effectivePolicy(Facts facts) {
        boolean inherits =
                facts.origins().stream().map(Origin::source).distinct().count() > 1;
        return inherits
                ? facts.origins().stream()
                        .limit(MOST_ENTRIES)
                        .map(origin -> new EffectiveEntry(origin.entry(), origin.source()))
                        .toList()
                : List.of();
    }

    /// Counted at the last scan; empty where there is nothing to count.
    private static Optional<ExemptionsStatus> exemptions(ScanResult scan) {
        if (scan.exemptions().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ExemptionsStatus(
                count(scan, ExemptionUse.State.ACTIVE) + count(scan, ExemptionUse.State.EXPIRING),
                count(scan, ExemptionUse.State.EXPIRING),
                count(scan, ExemptionUse.State.EXPIRED),
                scan.exemptions().stream()
                        .filter(use -> use.state() != ExemptionUse.State.EXPIRED)
                        .flatMap(use -> use.exemption().expires().stream())
                        .min(Comparator.naturalOrder())
                        .map(SpecificationStatus::time)
                        .orElse(null)));
    }

    private static int count(ScanResult scan, ExemptionUse.State state) {
        return (int)
                scan.exemptions().stream().filter(use -> use.state() == state).count();
    }

    private static WebhooksStatus webhooks(Facts facts) {
        return new WebhooksStatus(
                facts.registered(),
                facts.certificate().isPresent(),
                facts.certificate()
                        .map(CertificateState::notAfter)
                        .map(SpecificationStatus::time)
                        .orElse(null),
                facts.certificate().map(CertificateState::source).orElse(null),
                null,
                null);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
