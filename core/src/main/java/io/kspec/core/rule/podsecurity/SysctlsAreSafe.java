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
import java.util.List;
import java.util.stream.Stream;

/// No pod sets a kernel parameter that reaches beyond the pod.
///
/// **Reads** `securityContext.sysctls[].name` of the pod. Names are exact; there are no wildcards. **Answers**
/// Pass, or Fail with one violation per offending place in document order. Never throws. **Cost** O(sysctls); safe
/// for use by many threads. **Source** Pod Security Standards, baseline, "Sysctls", every policy version; the list
/// of safe ones grew in 1.27, 1.29, 1.32 and 1.37.
public final class SysctlsAreSafe implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No pod sets an unsafe sysctl",
            "An unsafe sysctl changes the kernel for every pod of the node.",
            "Remove the sysctl, or set it on the node.",
            "5.6.3");
    public static final RuleKind KIND =
            new RuleKind("sysctls-are-safe", CARD, PodSecurityCards.ASKED_BY, SysctlsAreSafe::demandedBy);
    /// The safe ones with the minor version that added them.
    private record Added(int since, List<String> sysctls) {}

    private static final List<Added> SAFE = List.of(
            new Added(
                    0,
                    List.of(
                            "kernel.shm_rmid_forced",
                            "net.ipv4.ip_local_port_range",
                            "net.ipv4.tcp_syncookies",
                            "net.ipv4.ping_group_range",
                            "net.ipv4.ip_unprivileged_port_start")),
            new Added(27, List.of("net.ipv4.ip_local_reserved_ports")),
            new Added(
                    29,
                    List.of(
                            "net.ipv4.tcp_keepalive_time",
                            "net.ipv4.tcp_fin_timeout",
                            "net.ipv4.tcp_keepalive_intvl",
                            "net.ipv4.tcp_keepalive_probes")),
            new Added(32, List.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem")),
            new Added(37, List.of("net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat")));

    private final Asked asked;

    private SysctlsAreSafe(Asked asked) {
        this.asked = asked;
    }

    public static Stream<SysctlsAreSafe> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(SysctlsAreSafe::new);
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
        List<String> safe = safe();
        return PodPart.spec(workload).list("securityContext.sysctls").stream()
                .filter(sysctl -> !safe.contains(sysctl.text("name")))
                .map(sysctl -> sysctl.offence("name", "one of " + String.join(", ", safe))
                        .mendedBy(sysctl.remove("")))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String unsafe =
                "variables.podSpec.?securityContext.?sysctls.orValue([]).filter(s, !(s.?name.orValue('') in %s))"
                        .formatted(Cel.texts(safe()));
        return new CelForm.Validation(
                unsafe + " == []",
                "pods must not set unsafe sysctls",
                "'sysctl ' + %s.map(s, s.?name.orValue('')).join(', ') + ' must not be set'".formatted(unsafe));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "unsafe sysctl", "unsafe sysctls");
    }

    private List<String> safe() {
        return SAFE.stream()
                .filter(added -> asked.version().reaches(added.since()))
                .flatMap(added -> added.sysctls().stream())
                .toList();
    }
}
