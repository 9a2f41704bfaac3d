package io.kspec.core.rule.admission;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the rules about admission share: their card, and violations of the cluster as a whole.
final class Guards {
    private static final SubjectRef CLUSTER = new SubjectRef("", "Cluster", "", "cluster", "");

    private Guards() {}

    static RuleCard card(Severity severity, String title, String why, String fix) {
        return new RuleCard(
                "admission-controllers",
                Category.ADMISSION,
                severity,
                title,
                why,
                fix,
                Controls.all(
                        Controls.cis("5.2.1"),
                        Controls.nist("CM-3", "CM-5", "CM-14", "SI-7"),
                        Controls.pci("2.2.6", "6.5.1", "10.7.2"),
                        Controls.soc2("CC6.8", "CC8.1")));
    }

    /// Judges by the API groups that are served; not evaluated when they are not known.
    static Verdict byGroups(ClusterView cluster, Function<Set<String>, Verdict> judgement) {
        return switch (cluster.apiGroups()) {
            case Reading.Unknown<Set<String>>(Failure why) -> new Verdict.NotEvaluated(why);
            case Reading.Known<Set<String>>(Set<String> groups) -> judgement.apply(groups);
        };
    }

    static List<Violation> violation(String path, String observed, String demanded, String fix) {
        return List.of(new Violation(CLUSTER, FieldPath.of(path), observed, demanded, fix));
    }

    static String headline(List<Violation> violations) {
        Violation first = violations.getFirst();
        return "%s: %s, must be %s".formatted(first.path().dotted(), first.observed(), first.demanded());
    }
}
