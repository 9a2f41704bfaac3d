package io.kspec.core.rule.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PodSecurityChecksTest {
    @ParameterizedTest
    @CsvSource({"latest, 2147483647", "v1.24, 24", "v1.0, 0", "v1.999999999999, 2147483647"})
    void aVersionIsLatestOrAMinorOfOne(String text, int minor) {
        assertThat(PodSecurityVersion.of(text)).contains(new PodSecurityVersion(minor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.24", "v1", "v1.024", "v1.-1", "v2.1", "v1.24.1", "Latest", " v1.24"})
    void whatAdmissionWouldNotReadIsNoVersion(String text) {
        assertThat(PodSecurityVersion.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.ipv4.tcp_syncookies             | v1.0  |",
                "net.ipv4.ip_local_reserved_ports    | v1.27 | v1.26",
                "net.ipv4.tcp_keepalive_time         | v1.29 | v1.28",
                "net.ipv4.tcp_fin_timeout            | v1.29 | v1.28",
                "net.ipv4.tcp_keepalive_intvl        | v1.29 | v1.28",
                "net.ipv4.tcp_keepalive_probes       | v1.29 | v1.28",
                "net.ipv4.tcp_rmem                   | v1.32 | v1.31",
                "net.ipv4.tcp_wmem                   | v1.32 | v1.31",
                "net.ipv4.tcp_slow_start_after_idle  | v1.37 | v1.36",
                "net.ipv4.tcp_notsent_lowat          | v1.37 | v1.36",
            })
    void aSysctlIsSafeFromItsVersionOn(String sysctl, String since, String before) {
        String pod = "{securityContext: {sysctls: [{name: %s}]}}".formatted(sysctl);
        assertThat(failing("baseline", since, pod)).isEmpty();
        assertThat(failing("baseline", "latest", pod)).isEmpty();
        assertThat(failing("baseline", "v1.99", pod)).isEmpty();
        if (before != null) {
            assertThat(failing("baseline", before, pod)).containsExactly("sysctls-are-safe");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.23 | containers-are-unprivileged host-namespaces-are-not-shared host-ports-are-unused "
                        + "host-processes-are-not-used app-armor-is-in-force se-linux-options-are-within-baseline "
                        + "proc-is-masked sysctls-are-safe privilege-escalation-is-forbidden capabilities-are-dropped "
                        + "containers-run-as-non-root root-user-is-not-chosen seccomp-profiles-are-set "
                        + "volume-types-are-restricted",
                "v1.7  | containers-are-unprivileged host-namespaces-are-not-shared host-ports-are-unused "
                        + "host-processes-are-not-used capabilities-are-within-baseline app-armor-is-in-force "
                        + "seccomp-is-not-switched-off se-linux-options-are-within-baseline proc-is-masked "
                        + "sysctls-are-safe containers-run-as-non-root volume-types-are-restricted",
                "v1.35 | containers-are-unprivileged host-namespaces-are-not-shared host-ports-are-unused "
                        + "host-processes-are-not-used app-armor-is-in-force se-linux-options-are-within-baseline "
                        + "sysctls-are-safe probes-stay-in-the-pod privilege-escalation-is-forbidden "
                        + "capabilities-are-dropped containers-run-as-non-root root-user-is-not-chosen "
                        + "seccomp-profiles-are-set volume-types-are-restricted proc-is-masked-in-user-namespaces",
            })
    void restrictedAsksWhatItsVersionAsks(String version, String names) {
        assertThat(rules("{podSecurity: {enforce: restricted, version: %s}}".formatted(version)))
                .extracting(rule -> rule.id().rule())
                .containsExactly(names.split(" "));
    }

    /// The API server of today would refuse the second pod by itself.
    @Test
    void anUnmaskedProcIsForgivenInAUserNamespaceFrom135On() {
        String unmasked = "{hostUsers: %s, containers: [{name: a, securityContext: {procMount: Unmasked}}]}";
        assertThat(failing("baseline", "v1.34", unmasked.formatted("false"))).containsExactly("proc-is-masked");
        assertThat(failing("baseline", "v1.35", unmasked.formatted("true"))).containsExactly("proc-is-masked");
        assertThat(failing("baseline", "v1.35", unmasked.formatted("false"))).isEmpty();
        assertThat(failing("restricted", "v1.35", unmasked.formatted("false")))
                .contains("proc-is-masked-in-user-namespaces");
    }

    @Test
    void anExemptedNamespaceIsHeldToItsOwnLevel() {
        String spec = """
                podSecurity:
                  enforce: restricted
                  exemptions:
                  - {namespace: tools, level: baseline, reason: older}
                  - {namespace: nodes, level: privileged, reason: agents}
                """;
        String hostPath = "{volumes: [{name: a, hostPath: {path: /}}]}";
        assertThat(failing(spec, "shop", hostPath)).containsExactly("volume-types-are-restricted");
        assertThat(failing(spec, "tools", hostPath)).containsExactly("host-paths-are-not-mounted");
        assertThat(failing(spec, "nodes", hostPath)).isEmpty();
        assertThat(failing(spec, "", hostPath)).containsExactly("volume-types-are-restricted");
        assertThat(failing(spec, "nodes", "{hostPID: true}")).isEmpty();
        assertThat(failing(spec, "tools", "{hostPID: true}")).containsExactly("host-namespaces-are-not-shared");
    }

    @Test
    void anExemptionMayBeStricterThanTheRest() {
        String spec = """
                podSecurity:
                  enforce: privileged
                  exemptions: [{namespace: vault, level: restricted, reason: keys}]
                """;
        assertThat(failing(spec, "shop", "{hostPID: true}")).isEmpty();
        assertThat(failing(spec, "vault", "{hostPID: true}")).containsExactly("host-namespaces-are-not-shared");
    }

    @Test
    void celIsAskedInTheSameNamespaces() {
        String spec = """
                podSecurity:
                  enforce: restricted
                  exemptions: [{namespace: tools, level: baseline, reason: older}]
                """;
        assertThat(expression(spec, "capabilities-are-dropped"))
                .startsWith("object.metadata.?namespace.orValue('') in ['tools'] || (");
        assertThat(expression(spec, "capabilities-are-within-baseline"))
                .startsWith("!(object.metadata.?namespace.orValue('') in ['tools']) || (");
        assertThat(expression(spec, "host-namespaces-are-not-shared")).doesNotContain("tools");
    }

    @Test
    void nothingIsAskedWithoutALevelOfTheStandards() {
        assertThat(rules("{podSecurity: {}}")).isEmpty();
        assertThat(rules("{podSecurity: {enforce: privileged}}")).isEmpty();
        assertThat(rules("{podSecurity: {audit: restricted, warn: restricted}}"))
                .isEmpty();
        assertThat(rules("{podSecurity: {exemptions: [{namespace: a, level: baseline, reason: b}]}}"))
                .isEmpty();
    }

    @Test
    void aPodTemplateIsJudgedWithWhatTheApiServerWillFillIn() {
        WorkloadRule ports = rules("{podSecurity: {enforce: baseline}}").stream()
                .filter(rule -> rule.id().rule().equals("host-ports-are-unused"))
                .findFirst()
                .orElseThrow();
        var deployment = Yaml.workload("""
                apiVersion: apps/v1
                kind: Deployment
                spec: {template: {spec: {hostNetwork: true, containers: [{name: a, ports: [{containerPort: 80}]}]}}}
                """);
        assertThat(ports.judge(deployment)).isInstanceOfSatisfying(Verdict.Fail.class, fail -> assertThat(
                        fail.violations().getFirst().sentence())
                .isEqualTo("container \"a\": spec.template.spec.containers[0].ports[0].hostPort is 80, by hostNetwork,"
                        + " must be absent"));
    }

    private static List<String> failing(String level, String version, String podSpec) {
        String spec = level.startsWith("podSecurity")
                ? level
                : "{podSecurity: {enforce: %s, version: %s}}".formatted(level, version);
        String namespace = level.startsWith("podSecurity") ? version : "shop";
        var pod = Yaml.workload(
                "{apiVersion: v1, kind: Pod, metadata: {namespace: '%s'}, spec: %s}".formatted(namespace, podSpec));
        return rules(spec).stream()
                .filter(rule -> rule.judge(pod) instanceof Verdict.Fail)
                .map(rule -> rule.id().rule())
                .toList();
    }

    private static String expression(String spec, String name) {
        return rules(spec).stream()
                .filter(rule -> rule.id().rule().equals(name))
                .flatMap(rule -> rule.cel() instanceof CelForm.Expressed expressed
                        ? expressed.validations().stream()
                        : Stream.empty())
                .map(CelForm.Validation::expression)
                .findFirst()
                .orElseThrow();
    }

    private static List<WorkloadRule> rules(String spec) {
        return Rules.demandedBy(Yaml.spec(spec)).stream()
                .filter(WorkloadRule.class::isInstance)
                .map(WorkloadRule.class::cast)
                .toList();
    }
}
