package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Moves the weight of findings by what is known of the objects.
///
/// Only evidence that is complete and fresh on every target moves anything. Then: no objects at all lower
/// everything but what breaks later or elsewhere; a loss of data that nobody has is a warning, one that only the
/// operator's status has is a break; a tightening that every object passes is a warning.
final class Adjustment {
    /// Findings about data that goes, which nobody may have.
    private static final Set<String> LOSING = Set.of(
            "field-removed",
            "field-rename-suspected",
            "map-to-struct",
            "map-values-dropped",
            "unknown-fields-pruned",
            "legacy-preserve-off",
            "embedded-resource-removed");

    /// Findings about values that are no longer accepted, which all objects may pass.
    private static final Set<String> TIGHTENING = Set.of(
            "map-values-tightened",
            "embedded-resource-added",
            "metadata-restricted",
            "type-narrowed",
            "format-added",
            "format-changed",
            "required-added",
            "default-removed-from-required",
            "enum-added",
            "enum-value-removed",
            "pattern-added",
            "pattern-changed",
            "bound-added-or-tightened",
            "exclusive-bound-changed",
            "multiple-of-changed",
            "all-of-changed",
            "any-of-changed",
            "one-of-changed",
            "not-changed",
            "cel-rule-added",
            "cel-rule-changed",
            "cel-rule-at-root",
            "cel-transition-added",
            "cel-optional-old-self-changed",
            "list-type-tightened");

    /// Findings that weigh the same where there are no objects: they are about other things, or about clients to
    /// come.
    private static final Set<String> WITHOUT_OBJECTS_TOO = Set.of(
            "name-conflict-in-group",
            "crd-owned-by-other",
            "crd-terminating",
            "conversion-ca-missing",
            "conversion-unready",
            "keep-policy-missing",
            "operator-rbac-gap",
            "admission-webhook-on-crs",
            "served-version-removed",
            "version-unserved",
            "version-renamed",
            "type-changed");

    private final Evidence evidence;
    private final Set<String> targets;
    private final Instant now;

    Adjustment(Evidence evidence, Set<String> targets, Instant now) {
        this.evidence = evidence;
        this.targets = targets;
        this.now = now;
    }

    /// Whether there are objects that could move its weight.
    static boolean isOpen(Finding finding) {
        return switch (finding.up()) {
            case OK, INFO, WARN, REJECT -> false;
            case LOSS, BREAK -> !WITHOUT_OBJECTS_TOO.contains(finding.rule());
        };
    }

    List<Finding> all(List<Finding> findings) {
        return isProof() ? findings.stream().map(this::one).toList() : List.copyOf(findings);
    }

    private boolean isProof() {
        Map<String, ClusterEvidence> clusters = evidence.clusters();
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> clusters.containsKey(target)
                                && clusters.get(target).proves(now));
    }

    private Finding one(Finding finding) {
        return isOpen(finding) ? open(finding) : finding;
    }

    private Finding open(Finding finding) {
        if (evidence.objects() == 0) {
            return with(finding, Severity.WARN, "No object exists%s.".formatted(place()));
        }
        if (finding.up() == Severity.LOSS && LOSING.contains(finding.rule())) {
            return Optional.ofNullable(evidence.usage().get(finding.path()))
                    .map(usage -> losing(finding, usage))
                    .orElse(finding);
        }
        return finding.up() == Severity.BREAK && TIGHTENING.contains(finding.rule()) ? tightening(finding) : finding;
    }

    private Finding losing(Finding finding, FieldUsage usage) {
        if (usage.set() == 0) {
            return with(finding, Severity.WARN, "None of %d objects%s sets it.".formatted(evidence.objects(), place()));
        }
        String count = "%d of %d objects set it, %d to something else than the default, in %s namespaces, such as %s"
                .formatted(
                        usage.set(),
                        evidence.objects(),
                        usage.notDefault(),
                        usage.namespaces().count(),
                        usage.samples().kept().first().display());
        return isOperatorsAlone(finding, usage)
                ? with(
                        finding,
                        Severity.BREAK,
                        count
                                + ", all written by %s alone."
                                        .formatted(usage.managers().kept().first()))
                : with(
                        finding,
                        Severity.LOSS,
                        count + ": export them, or copy the values to another field before this one goes.");
    }

    /// One manager, and only under the status.
    private static boolean isOperatorsAlone(Finding finding, FieldUsage usage) {
        boolean ofStatus = finding.path().equals("status")
                || finding.path().startsWith("status.")
                || finding.path().startsWith("status[")
                || finding.path().startsWith("status{");
        return ofStatus && !usage.managers().more() && usage.managers().kept().size() == 1;
    }

    private Finding tightening(Finding finding) {
        long simulated = evidence.outcomes().values().stream()
                .mapToLong(OutcomeCount::objects)
                .sum();
        if (simulated == 0) {
            return finding;
        }
        List<Map.Entry<Outcome.Kind, OutcomeCount>> unclean = evidence.outcomes().entrySet().stream()
                .filter(entry -> !isClean(entry.getKey()) && entry.getValue().objects() > 0)
                .toList();
        if (unclean.isEmpty()) {
            return with(
                    finding,
                    Severity.WARN,
                    "All %d objects%s can be read, created, labelled, reported on and edited after the change."
                            .formatted(evidence.objects(), place()));
        }
        OutcomeCount uneditable = evidence.outcomes().getOrDefault(Outcome.Kind.UNEDITABLE, OutcomeCount.NONE);
        return uneditable.objects() == 0
                ? finding
                : with(
                        finding,
                        Severity.BREAK,
                        "%d of %d objects can no longer be edited: %s%s."
                                .formatted(
                                        uneditable.objects(),
                                        evidence.objects(),
                                        uneditable.samples().kept().stream()
                                                .map(ObjectRef::display)
                                                .collect(Collectors.joining(", ")),
                                        uneditable.samples().more() ? " and others" : ""));
    }

    /// What fails the same way today is not blamed on the change.
    private static boolean isClean(Outcome.Kind kind) {
        return switch (kind) {
            case OK, ALREADY_BAD -> true;
            case UNREADABLE, PRUNED, EMPTIED, FROZEN, UNREPORTABLE, UNEDITABLE, UNRECREATABLE, UNKNOWN, REDEFAULTED ->
                false;
        };
    }

    /// With the space before it; empty for a single target without a name.
    private String place() {
        String name = targets.size() == 1 ? targets.iterator().next() : "%d clusters".formatted(targets.size());
        return name.isEmpty() ? "" : " in " + name;
    }

    private static Finding with(Finding finding, Severity up, String sentence) {
        return new Finding(
                finding.rule(),
                finding.version(),
                finding.path(),
                finding.before(),
                finding.after(),
                finding.why() + " " + sentence,
                up,
                finding.back());
    }
}
