package io.kspec.core.rule.kubernetes;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.KubernetesSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The API server runs a version inside the bounds, and none that is excluded.
///
/// **Reads** what `/version` says; what a vendor adds (`-eks-…`, `+k3s1`) is ignored. Bounds are inclusive and
/// either may be absent; a bound, or an exclusion, of two parts covers all its patches.
/// **Answers** Pass; Fail with one violation; NotEvaluated when the version, or a bound, is none. Never throws.
/// **Cost** O(exclusions); safe for use by many threads.
/// **Source** `spec.kubernetes`; NIST SP 800-190, 4.3.5.
public final class KubernetesVersionIsInRange implements ClusterRule {
    private static final SubjectRef CLUSTER = new SubjectRef("", "Cluster", "", "cluster", "");
    private static final RuleCard CARD = new RuleCard(
            "kubernetes-version",
            Category.KUBERNETES,
            Severity.HIGH,
            "The version of Kubernetes is within the allowed range",
            "Old versions get no security fixes; new ones may drop an API that is in use.",
            "Upgrade the cluster, or change the bounds of the specification.",
            Controls.all(
                    Controls.cis(),
                    Controls.nist("SI-2", "CM-2", "CM-6"),
                    Controls.pci("6.3.3"),
                    Controls.soc2("CC7.1")));
    public static final RuleKind KIND =
            new RuleKind("kubernetes-version-is-in-range", CARD, "kubernetes", KubernetesVersionIsInRange::demandedBy);

    private final KubernetesSpec demand;

    private KubernetesVersionIsInRange(KubernetesSpec demand) {
        this.demand = demand;
    }

    public static Stream<KubernetesVersionIsInRange> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.kubernetes())
                .filter(demand -> demand.minVersion() != null
                        || demand.maxVersion() != null
                        || !demand.excludedVersions().isEmpty())
                .map(KubernetesVersionIsInRange::new);
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
        return switch (cluster.version()) {
            case Reading.Unknown<String>(Failure why) -> new Verdict.NotEvaluated(why);
            case Reading.Known<String>(String text) ->
                KubernetesVersion.of(text)
                        .map(this::judge)
                        .orElseGet(() -> unreadable(text, "/version", "Ask what serves the API of this cluster."));
        };
    }

    @Override
    public String headline(List<Violation> violations) {
        Violation first = violations.getFirst();
        return "Kubernetes version %s must be %s".formatted(first.observed(), first.demanded());
    }

    @Override
    public Map<String, Object> details(List<Violation> violations) {
        var details = new LinkedHashMap<String, Object>();
        details.put("current", violations.getFirst().observed());
        Optional.ofNullable(demand.minVersion()).ifPresent(bound -> details.put("minVersion", bound));
        Optional.ofNullable(demand.maxVersion()).ifPresent(bound -> details.put("maxVersion", bound));
        if (!demand.excludedVersions().isEmpty()) {
            details.put("excludedVersions", demand.excludedVersions());
        }
        return details;
    }

    private Verdict judge(KubernetesVersion version) {
        for (String text : demand.excludedVersions()) {
            Optional<KubernetesVersion> excluded = KubernetesVersion.of(text);
            if (excluded.isEmpty()) {
                return badBound(text, "spec.kubernetes.excludedVersions");
            }
            if (version.isCoveredBy(excluded.get())) {
                return fail(version, "another than the excluded " + text, "Upgrade to a version that is not excluded.");
            }
        }
        String lowest = demand.minVersion();
        if (lowest != null) {
            Optional<KubernetesVersion> bound = KubernetesVersion.of(lowest);
            if (bound.isEmpty()) {
                return badBound(lowest, "spec.kubernetes.minVersion");
            }
            if (version.isBelow(bound.get())) {
                return fail(version, "at least " + lowest, "Upgrade the cluster to %s or newer.".formatted(lowest));
            }
        }
        String highest = demand.maxVersion();
        if (highest != null) {
            Optional<KubernetesVersion> bound = KubernetesVersion.of(highest);
            if (bound.isEmpty()) {
                return badBound(highest, "spec.kubernetes.maxVersion");
            }
            if (version.isAbove(bound.get())) {
                return fail(
                        version,
                        "at most " + highest,
                        "Raise spec.kubernetes.maxVersion once %s is approved; a cluster cannot be downgraded."
                                .formatted(version.display()));
            }
        }
        return new Verdict.Pass("Kubernetes version %s is within allowed range".formatted(version.display()));
    }

    private static Verdict fail(KubernetesVersion version, String demanded, String fix) {
        return new Verdict.Fail(
                List.of(new Violation(CLUSTER, FieldPath.of("version"), version.display(), demanded, fix)));
    }

    private static Verdict badBound(String text, String where) {
        return unreadable(text, where, "Write major.minor or major.minor.patch.");
    }

    private static Verdict unreadable(String text, String where, String remedy) {
        return new Verdict.NotEvaluated(new Failure.Malformed("\"%s\" is no version".formatted(text), where, remedy));
    }
}
