package io.kspec.core.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.NetworkSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the rules about network policies share: which namespaces are asked, and what a namespace without is.
///
/// Every namespace is asked but `kube-system`, `kube-public` and `kube-node-lease`, whose traffic (DNS, the API's
/// own) belongs to the cluster, and those that are being deleted. Where policies could not be read none is missing:
/// the gap is reported instead.
final class NetworkPolicies {
    static final Set<Resource> READS = Set.of(Resource.NAMESPACES, Resource.NETWORK_POLICIES);
    static final Set<Resource> READS_OF_DENIALS = Set.of(Resource.NAMESPACES, Resource.NETWORK_POLICIES, Resource.PODS);
    private static final Set<String> OF_THE_CLUSTER = Set.of("kube-system", "kube-public", "kube-node-lease");

    private NetworkPolicies() {}

    static Stream<NetworkSpec> of(ClusterSpec spec) {
        return Stream.ofNullable(spec.network());
    }

    static RuleCard card(String title, String why, String fix) {
        return card(title, why, fix, Controls.cis("5.3.2"));
    }

    static RuleCard card(String title, String why, String fix, Stream<Control> cis) {
        return new RuleCard(
                "network-policies",
                Category.NETWORK,
                Severity.HIGH,
                title,
                why,
                fix,
                Controls.all(
                        cis,
                        Controls.nist("SC-7", "SC-7(5)", "AC-4", "CM-7(1)"),
                        Controls.pci("1.2.6", "1.3.1", "1.3.2", "1.4.1"),
                        Controls.soc2("CC6.1", "CC6.6")));
    }

    /// One violation per namespace in which no policy is `sought`.
    static List<Violation> missing(ClusterView cluster, Predicate<JsonNode> sought, String demanded, String fix) {
        Listing policies = cluster.list(Resource.NETWORK_POLICIES);
        Set<String> served = policies.items().stream()
                .filter(sought)
                .map(policy -> policy.path("metadata").path("namespace").asText(""))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        return cluster.list(Resource.NAMESPACES).items().stream()
                .filter(NetworkPolicies::isAsked)
                .map(namespace -> Subject.of(namespace).ref())
                .filter(namespace -> !served.contains(namespace.name()))
                .filter(namespace -> isRead(namespace.name(), policies))
                .map(namespace ->
                        new Violation(namespace, FieldPath.ROOT, "without", demanded, fix.formatted(namespace.name())))
                .toList();
    }

    /// Why not all could be read that decides; pods do not, they are only told of.
    static List<Failure> gaps(ClusterView cluster) {
        return READS.stream()
                .sorted()
                .flatMap(resource -> cluster.list(resource).gaps().stream())
                .toList();
    }

    /// The verdict of a rule about denying; where it passes, with the pods that no network policy holds.
    static Verdict verdict(ClusterRule rule, ClusterView cluster, List<Violation> violations) {
        return switch (rule.verdict(cluster, violations, "")) {
            case Verdict.Pass _ -> new Verdict.Pass(rule.card().title() + notCovered(cluster));
            case Verdict.Fail fail -> fail;
            case Verdict.Manual manual -> manual;
            case Verdict.NotEvaluated gap -> gap;
        };
    }

    private static String notCovered(ClusterView cluster) {
        Listing pods = cluster.list(Resource.PODS);
        if (!pods.gaps().isEmpty()) {
            return "; pods could not be read, and those on the network of their node are not covered";
        }
        List<String> names = pods.items().stream()
                .filter(pod -> pod.path("spec").path("hostNetwork").asBoolean(false))
                .map(pod -> Subject.of(pod).ref())
                .filter(pod -> !OF_THE_CLUSTER.contains(pod.namespace()))
                .map(pod -> pod.namespace() + "/" + pod.name())
                .toList();
        return names.isEmpty() ? "" : "; not covered, because on the network of their node: " + Headlines.names(names);
    }

    /// `3 namespaces missing NetworkPolicies: dev, staging, test`.
    static String headline(List<Violation> violations, String what) {
        return "%s missing %s: %s"
                .formatted(
                        Headlines.count(violations.size(), "namespace", "namespaces"),
                        what,
                        Headlines.names(names(violations)));
    }

    static Map<String, Object> details(List<Violation> violations) {
        return Map.of("missingNamespaces", names(violations));
    }

    /// A policy that selects every pod, holds for the direction and lets nothing through.
    ///
    /// Without `policyTypes` a policy holds for Ingress, and for Egress only when it has an egress rule.
    static boolean deniesByDefault(JsonNode policy, String direction, String rules) {
        JsonNode spec = policy.path("spec");
        JsonNode selector = spec.path("podSelector");
        boolean everyPod = selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty();
        JsonNode types = spec.path("policyTypes");
        boolean holds = types.isEmpty() ? direction.equals("Ingress") : contains(types, direction);
        return everyPod && holds && spec.path(rules).isEmpty();
    }

    private static boolean contains(JsonNode list, String text) {
        for (JsonNode element : list) {
            if (element.asText("").equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsked(JsonNode namespace) {
        JsonNode metadata = namespace.path("metadata");
        return !OF_THE_CLUSTER.contains(metadata.path("name").asText("")) && !metadata.hasNonNull("deletionTimestamp");
    }

    /// Whether all policies of a namespace were read: a refusal may name the one namespace that it is about.
    private static boolean isRead(String namespace, Listing policies) {
        return policies.gaps().stream().allMatch(gap -> switch (gap) {
            case Failure.Forbidden refused ->
                !refused.scope().equals("the cluster") && !refused.scope().equals(namespace);
            case Failure.Unauthenticated _,
                    Failure.Unreachable _,
                    Failure.ServerError _,
                    Failure.NotBuilt _,
                    Failure.CutOff _,
                    Failure.BreakerOpen _,
                    Failure.Malformed _,
                    Failure.InternalFault _ -> false;
        });
    }

    private static List<String> names(List<Violation> violations) {
        return violations.stream().map(Violation::subject).map(SubjectRef::name).toList();
    }
}
