package io.kspec.core.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.NetworkSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No Service opens a port that the specification forbids.
///
/// **Reads** `spec.ports[].port` and `.nodePort` of Services: numbers from 1 to 65535. The API server's own Service
/// is left out. **Answers** Pass; Fail with one violation per port; NotEvaluated when there is none and something
/// could not be read. Never throws. **Cost** O(ports of services); safe for use by many threads. **Source**
/// `spec.network.disallowedPorts`; NIST SP 800-53, CM-7(1).
public final class ServicesAvoidDisallowedPorts implements ClusterRule {
    private static final RuleCard CARD = Services.card(
            "No Service opens a disallowed port",
            "Behind such a port usually stands a protocol that nobody should reach over the network.",
            "Remove the port from the Service, or offer the protocol's secured form on another port.");
    public static final RuleKind KIND = new RuleKind(
            "services-avoid-disallowed-ports",
            CARD,
            "network.disallowedPorts",
            ServicesAvoidDisallowedPorts::demandedBy);

    private final List<Integer> disallowed;

    private ServicesAvoidDisallowedPorts(List<Integer> disallowed) {
        this.disallowed = disallowed;
    }

    public static Stream<ServicesAvoidDisallowedPorts> demandedBy(ClusterSpec spec) {
        return NetworkPolicies.of(spec)
                .map(NetworkSpec::disallowedPorts)
                .filter(ports -> !ports.isEmpty())
                .map(ServicesAvoidDisallowedPorts::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Services.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = Services.asked(cluster)
                .flatMap(service -> violations(service).stream())
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        String ports =
                violations.stream().map(Violation::observed).distinct().sorted().collect(Collectors.joining(" or "));
        return Services.headline(violations, "with port " + ports);
    }

    private List<Violation> violations(Subject service) {
        JsonNode ports = service.json().path("spec").path("ports");
        var violations = new ArrayList<Violation>();
        for (int position = 0; ports.isArray() && position < ports.size(); position++) {
            for (String field : List.of("port", "nodePort")) {
                int port = ports.path(position).path(field).asInt(0);
                if (disallowed.contains(port)) {
                    violations.add(new Violation(
                            service.ref(),
                            FieldPath.of("spec.ports").index(position).field(field),
                            Integer.toString(port),
                            "another port",
                            CARD.fix()));
                }
            }
        }
        return violations;
    }
}
