package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodsSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// No container opens a port on its node.
///
/// **Reads** `ports[].hostPort` of init, regular and ephemeral containers: a number from 1 to 65535; 0 or absent is
/// unused. In a pod with `hostNetwork` every `containerPort` is a port of the node, as the API server fills it in.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws. **Cost**
/// O(ports); safe for use by many threads. **Source** Pod Security Standards, baseline, "Host Ports", every policy
/// version, as Pod Security admission reads it: no port is excepted. `workloads.pods.disallowHostPorts` asks in
/// every namespace, whatever its level.
public final class HostPortsAreUnused implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container opens a port on its node",
            "A port of the node bypasses network policies and binds the pod to single nodes.",
            "Remove hostPort, and hostNetwork with it; expose the pod by a Service.",
            "5.2.12");
    public static final RuleKind KIND = new RuleKind(
            "host-ports-are-unused",
            CARD,
            PodSecurityCards.ASKED_BY + ", workloads.pods.disallowHostPorts",
            HostPortsAreUnused::demandedBy);

    private final Asked asked;

    private HostPortsAreUnused(Asked asked) {
        this.asked = asked;
    }

    public static Stream<HostPortsAreUnused> demandedBy(ClusterSpec spec) {
        return PodDemands.asks(spec, PodsSpec::disallowHostPorts)
                ? Stream.of(new HostPortsAreUnused(Asked.everywhere()))
                : Asked.baseline(spec, 0).map(HostPortsAreUnused::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public List<Offence> breaches(Workload workload) {
        PodPart pod = PodPart.spec(workload);
        boolean ofNode = pod.isTrue("hostNetwork");
        var offences = new ArrayList<Offence>();
        for (PodPart container : PodPart.containers(workload)) {
            for (PodPart port : container.list("ports")) {
                boolean implied = ofNode && port.at("containerPort").asInt(0) != 0;
                if (port.at("hostPort").asInt(0) != 0 || implied) {
                    Offence offence = offence(port);
                    offences.add(
                            ofNode
                                    ? offence.mendedBy(port.remove("hostPort"), pod.remove("hostNetwork"))
                                    : offence.mendedBy(port.remove("hostPort")));
                }
            }
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String ofNode = "variables.podSpec.?hostNetwork.orValue(false) == true";
        String used = "c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0"
                + " || (%s && p.?containerPort.orValue(0) != 0))".formatted(ofNode);
        return new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(used),
                "containers must not use ports of the node",
                Cel.offenders("variables.containers.filter(c, %s)".formatted(used), "ports[].hostPort must be absent"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "host port is used", "host ports are used");
    }

    private static Offence offence(PodPart port) {
        Offence offence = port.offence("hostPort", "absent");
        return port.at("hostPort").asInt(0) != 0
                ? offence
                : new Offence(
                        offence.container(),
                        offence.path(),
                        "%s, by hostNetwork".formatted(port.shown("containerPort")),
                        offence.demanded(),
                        List.of());
    }
}
