package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No probe and no lifecycle hook names a host to call.
///
/// **Reads** `httpGet.host` and `tcpSocket.host` of `livenessProbe`, `readinessProbe`, `startupProbe`,
/// `lifecycle.postStart` and `lifecycle.preStop` of all containers; empty is absent.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Host Probes / Lifecycle Hooks", policy version 1.34 and later.
public final class ProbesStayInThePod implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.MEDIUM,
            "No probe and no lifecycle hook calls another host",
            "The kubelet calls the host for the pod: it reaches what the pod itself may not.",
            "Remove the field host; the pod's own address is the default.",
            "5.6.3");
    public static final RuleKind KIND =
            new RuleKind("probes-stay-in-the-pod", CARD, PodSecurityCards.ASKED_BY, ProbesStayInThePod::demandedBy);
    private static final List<String> HANDLERS =
            List.of("lifecycle.postStart", "lifecycle.preStop", "livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOSTS = List.of("httpGet.host", "tcpSocket.host");
    private static final List<String> FIELDS = HANDLERS.stream()
            .flatMap(handler -> HOSTS.stream().map(host -> handler + "." + host))
            .toList();

    private final Asked asked;

    private ProbesStayInThePod(Asked asked) {
        this.asked = asked;
    }

    public static Stream<ProbesStayInThePod> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 34).map(ProbesStayInThePod::new);
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
        var offences = new ArrayList<Offence>();
        for (PodPart container : PodPart.containers(workload)) {
            for (String field : FIELDS) {
                if (!container.text(field).isEmpty()) {
                    offences.add(container.offence(field, "absent").mendedBy(container.remove(field)));
                }
            }
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String handlers = HANDLERS.stream()
                .map(handler -> "c.?%s.orValue({})".formatted(handler.replace(".", ".?")))
                .collect(Collectors.joining(", ", "[", "]"));
        String hosts = HOSTS.stream()
                .map(host -> "h.?%s.orValue('') != ''".formatted(host.replace(".", ".?")))
                .collect(Collectors.joining(" || "));
        String calls = "%s.exists(h, %s)".formatted(handlers, hosts);
        return new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(calls),
                "probes and lifecycle hooks must not name a host",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(calls),
                        "host must be absent in probes and lifecycle hooks"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "probe or hook names a host", "probes and hooks name a host");
    }
}
