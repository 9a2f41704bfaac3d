package io.kspec.core.rule.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every kubelet runs a version that the API server works with.
///
/// **Reads** what `/version` says, and `status.nodeInfo.kubeletVersion` of nodes: not newer than the API server in
/// its minor version, and at most three minors older (two for a kubelet before 1.25). **Answers** Pass; Fail with
/// one violation per node; NotEvaluated when there is none and a version, or the nodes, could not be read. Never
/// throws. **Cost** O(nodes); safe for use by many threads. **Source** `spec.kubernetes.requireSupported`; the
/// project's version skew policy.
public final class KubeletsWorkWithTheApiServer implements ClusterRule {
    private static final int SKEW = 3;
    private static final int SKEW_BEFORE_1_25 = 2;
    private static final int FIRST_WITH_MORE_SKEW = 25;
    private static final FieldPath PATH = FieldPath.of("status.nodeInfo.kubeletVersion");
    private static final RuleCard CARD = Versions.card(
            "Every kubelet works with the API server",
            "A kubelet outside the supported range may ignore what the API server asks of it.",
            "Upgrade the kubelet, or, where it is newer, the API server.");
    public static final RuleKind KIND = new RuleKind(
            "kubelets-work-with-the-api-server",
            CARD,
            "kubernetes.requireSupported",
            KubeletsWorkWithTheApiServer::demandedBy);

    public static Stream<KubeletsWorkWithTheApiServer> demandedBy(ClusterSpec spec) {
        return Versions.askedForSupport(spec).map(_ -> new KubeletsWorkWithTheApiServer());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.NODES);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        return Versions.ofApiServer(cluster, server -> judge(server, cluster));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s with a kubelet that does not work with the API server: %s"
                .formatted(
                        Headlines.count(violations.size(), "node", "nodes"),
                        Headlines.names(violations.stream()
                                .map(violation -> violation.subject().name())
                                .toList()));
    }

    private Verdict judge(KubernetesVersion server, ClusterView cluster) {
        var violations = new ArrayList<Violation>();
        Optional<Failure> unreadable = Optional.empty();
        for (JsonNode json : cluster.list(Resource.NODES).items()) {
            SubjectRef node = Subject.of(json).ref();
            String text =
                    json.path("status").path("nodeInfo").path("kubeletVersion").asText("");
            Optional<KubernetesVersion> kubelet = KubernetesVersion.of(text);
            if (kubelet.isEmpty()) {
                unreadable = Optional.of(Versions.unreadable(text, node.display()));
            } else if (!works(kubelet.get(), server)) {
                violations.add(new Violation(
                        node,
                        PATH,
                        kubelet.get().display(),
                        "within reach of API server " + server.display(),
                        CARD.fix()));
            }
        }
        return violations.isEmpty() && unreadable.isPresent()
                ? new Verdict.NotEvaluated(unreadable.get())
                : verdict(cluster, violations, "");
    }

    private static boolean works(KubernetesVersion kubelet, KubernetesVersion server) {
        int behind = server.minor() - kubelet.minor();
        int allowed = kubelet.minor() < FIRST_WITH_MORE_SKEW ? SKEW_BEFORE_1_25 : SKEW;
        return kubelet.major() == server.major() && behind >= 0 && behind <= allowed;
    }
}
