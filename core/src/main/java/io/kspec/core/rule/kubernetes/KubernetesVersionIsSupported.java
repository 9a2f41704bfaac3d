package io.kspec.core.rule.kubernetes;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The API server runs a minor version that still gets fixes.
///
/// **Reads** what `/version` says, and the time of the reading (UTC). The last day with fixes counts as supported.
/// **Answers** Pass; Fail with one violation; Manual for a minor that is newer than this version of kspec knows;
/// NotEvaluated when the version could not be read, or is none. Never throws.
/// **Cost** O(1); safe for use by many threads.
/// **Source** `spec.kubernetes.requireSupported`; the project's release schedule, at [EndOfLife].
public final class KubernetesVersionIsSupported implements ClusterRule {
    private static final SubjectRef CLUSTER = new SubjectRef("", "Cluster", "", "cluster", "");
    private static final RuleCard CARD = Versions.card(
            "The version of Kubernetes still gets fixes",
            "What is found in a version past its end of life stays open.",
            "Upgrade the cluster to a supported minor version.");
    public static final RuleKind KIND = new RuleKind(
            "kubernetes-version-is-supported",
            CARD,
            "kubernetes.requireSupported",
            KubernetesVersionIsSupported::demandedBy);

    public static Stream<KubernetesVersionIsSupported> demandedBy(ClusterSpec spec) {
        return Versions.askedForSupport(spec).map(_ -> new KubernetesVersionIsSupported());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of();
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        return Versions.ofApiServer(
                cluster, version -> judge(version, LocalDate.ofInstant(cluster.readAt(), ZoneOffset.UTC)));
    }

    @Override
    public String headline(List<Violation> violations) {
        Violation first = violations.getFirst();
        return "Kubernetes version %s must be %s".formatted(first.observed(), first.demanded());
    }

    private static Verdict judge(KubernetesVersion version, LocalDate today) {
        Optional<LocalDate> end = EndOfLife.of(version);
        if (end.isEmpty()) {
            return new Verdict.Manual("Until when does Kubernetes %s get fixes? This version of kspec does not know it."
                    .formatted(version.display()));
        }
        return today.isAfter(end.get())
                ? new Verdict.Fail(List.of(new Violation(
                        CLUSTER,
                        FieldPath.of("version"),
                        version.display(),
                        "a version with fixes; %d.%d got its last by %s"
                                .formatted(version.major(), version.minor(), end.get()),
                        CARD.fix())))
                : new Verdict.Pass("Kubernetes version %s gets fixes until %s".formatted(version.display(), end.get()));
    }
}
