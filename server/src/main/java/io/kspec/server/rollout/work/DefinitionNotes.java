package io.kspec.server.rollout.work;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.Weighed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the definitions of a plan come to in one cluster. For one thread.
final class DefinitionNotes {
    /// Losses that no consent and no export makes good: what they are about is mended first.
    private static final Set<String> MENDED_FIRST =
            Set.of("crd-terminating", "stored-versions-unproven", "keep-policy-missing");

    private final String cluster;
    private final List<String> changes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> impossible = new ArrayList<>();
    private final SortedSet<String> breaking = new TreeSet<>();
    private Severity heaviest = Severity.OK;

    DefinitionNotes(String cluster) {
        this.cluster = cluster;
    }

    /// Takes down what one definition comes to.
    void add(Weighed weighed) {
        Comparison comparison = weighed.comparison();
        comparison.findings().forEach(finding -> note(comparison.name(), finding));
        Severity verdict = comparison.verdict();
        heaviest = heaviest.compareTo(verdict) >= 0 ? heaviest : verdict;
        if (comparison.breaks()) {
            breaking.add(comparison.name());
        }
        for (Failure gap : weighed.gaps()) {
            warn("not all custom resources of %s could be read; what was not read counts as used: %s"
                    .formatted(comparison.name(), gap.sentence()));
        }
        if (verdict == Severity.LOSS) {
            warn(
                    "before %s changes, all its custom resources are exported and the export is read again; without it nothing is applied"
                            .formatted(comparison.name()));
        }
        if (!comparison.rollback().safe()) {
            warn("going back would not be safe for %s: %s"
                    .formatted(
                            comparison.name(),
                            String.join("; ", comparison.rollback().reasons())));
        }
    }

    private void note(String definition, Finding finding) {
        // The digest is over what was concluded: how many objects there are changes all the time.
        changes.add(String.join(
                " ",
                finding.up().word(),
                definition,
                finding.version(),
                finding.path(),
                finding.rule(),
                finding.before(),
                finding.after()));
        String sentence = "%s %s %s: %s".formatted(definition, finding.version(), finding.path(), finding.why());
        if (finding.up().compareTo(Severity.WARN) >= 0) {
            warn(sentence);
        }
        boolean mend = finding.up() == Severity.LOSS && MENDED_FIRST.contains(finding.rule());
        if (mend || finding.up() == Severity.REJECT) {
            impossible.add(cluster + ": " + sentence);
        }
    }

    /// Takes down why a definition cannot be applied.
    ///
    /// @param why a sentence
    void refuse(String why) {
        impossible.add(cluster + ": " + why);
    }

    private void warn(String what) {
        warnings.add(cluster + ": " + what);
    }

    /// Why the plan cannot run whatever anybody consents to; empty when it can.
    Optional<String> impossible() {
        return impossible.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", impossible));
    }

    /// The heaviest verdict.
    Severity heaviest() {
        return heaviest;
    }

    /// Names of the definitions whose change breaks something.
    SortedSet<String> breaking() {
        return Collections.unmodifiableSortedSet(breaking);
    }

    /// What is reviewed, a line for each finding.
    List<String> changes() {
        return List.copyOf(changes);
    }

    /// Sentences for people.
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
