package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.fix.Fix;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class RuleFixesTest {
    /// Those that only a person can mend, by every example there is.
    private static final Set<String> BY_HAND = Set.of(
            "containers-have-liveness-probes",
            "containers-have-readiness-probes",
            "containers-have-startup-probes",
            "containers-limit-resources",
            "custom",
            "containers-request-resources",
            "host-paths-are-allowed",
            "host-paths-are-not-mounted",
            "host-processes-are-not-used",
            "images-are-named-by-digest",
            "images-avoid-blocked-registries",
            "images-avoid-the-latest-tag",
            "images-come-from-allowed-registries",
            "required-annotations-are-set",
            "required-labels-are-set",
            "root-user-is-not-chosen",
            "secrets-are-not-in-environments",
            "volume-types-are-restricted");
    private static final List<WorkloadRule> RULES = Stream.of(
                    """
                    podSecurity:
                      enforce: restricted
                      exemptions: [{namespace: tools, level: baseline, reason: older}]
                    workloads:
                      containers:
                        required:
                        - {key: securityContext.runAsNonRoot}
                        - {key: securityContext.allowPrivilegeEscalation, value: false}
                        - {key: securityContext.capabilities.drop, value: [ALL]}
                        - {key: hostNetwork, value: false}
                        forbidden:
                        - {key: securityContext.privileged}
                        - {key: securityContext.runAsNonRoot, value: false}
                        - {key: securityContext.capabilities.add, value: [NET_RAW, KILL]}
                        - {key: hostPID}
                      pods:
                        requireReadOnlyRootFilesystem: true
                        disallowServiceAccountTokens: true
                    """,
                    "podSecurity: {enforce: restricted, version: v1.24}",
                    "podSecurity: {enforce: baseline, version: v1.18}")
            .flatMap(spec -> Rules.demandedBy(Yaml.spec(spec)).stream())
            .filter(WorkloadRule.class::isInstance)
            .map(WorkloadRule.class::cast)
            .toList();

    @Test
    void aRuleSaysWhetherItMendsAnything() {
        for (RuleExamples.Example example : RuleExamples.all()) {
            if (!example.passes() && example.rule() instanceof WorkloadRule rule) {
                JsonNode pod = example.documents().getFirst();
                boolean mended = rule.fix(Workload.of(pod).orElseThrow()) instanceof Fix.Edits;
                assertThat(rule.mends() || !mended).as(example.name()).isTrue();
                assertThat(rule.mends() && BY_HAND.contains(rule.id().rule()))
                        .as(example.name())
                        .isFalse();
            }
        }
    }

    @Test
    void theEditsOfAFixMakeAFailingExamplePass() {
        var mended = new TreeSet<String>();
        for (RuleExamples.Example example : RuleExamples.all()) {
            if (example.passes() || !(example.rule() instanceof WorkloadRule rule)) {
                continue;
            }
            JsonNode pod = example.documents().getFirst();
            if (rule.fix(Workload.of(pod).orElseThrow()) instanceof Fix.Edits(List<Edit> edits)) {
                mended.add(rule.id().rule());
                Workload after = Workload.of(Edits.apply(pod, edits)).orElseThrow();
                assertThat(rule.judge(after)).as(example.name()).isInstanceOf(Verdict.Pass.class);
            }
        }
        Set<String> all = RuleExamples.all().stream()
                .map(RuleExamples.Example::rule)
                .filter(WorkloadRule.class::isInstance)
                .map(rule -> rule.id().rule())
                .collect(Collectors.toSet());
        assertThat(all).containsAll(BY_HAND);
        all.removeAll(BY_HAND);
        assertThat(mended).containsExactlyInAnyOrderElementsOf(all);
    }

    @Property(tries = 300)
    void theEditsOfAFixMakeAnyPodPass(@ForAll("pods") JsonNode pod) {
        Workload before = Workload.of(pod).orElseThrow();
        for (WorkloadRule rule : RULES) {
            if (rule.judge(before) instanceof Verdict.Fail && rule.fix(before) instanceof Fix.Edits(List<Edit> edits)) {
                Workload after = Workload.of(Edits.apply(pod, edits)).orElseThrow();
                assertThat(rule.judge(after)).as("%s by %s", rule.id(), edits).isInstanceOf(Verdict.Pass.class);
            }
        }
    }

    @Test
    void whatContradictsAFixIsLeftToAPerson() {
        List<WorkloadRule> escalation = RULES.stream()
                .filter(rule -> rule.id().rule().equals("privilege-escalation-is-forbidden")
                        || rule.id().parameter().equals("securityContext.allowPrivilegeEscalation"))
                .toList();
        assertThat(escalation).hasSize(3);
        for (String contradiction : List.of("privileged: true", "capabilities: {add: [CAP_SYS_ADMIN]}")) {
            Workload pod = Yaml.workload(
                    "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, securityContext: {%s}}, {name: b}]}}"
                            .formatted(contradiction));
            assertThat(escalation).allSatisfy(rule -> assertThat(rule.fix(pod)).isInstanceOf(Fix.ByHand.class));
        }
    }

    @Test
    void aProfileThatAnAnnotationNamesOtherwiseIsLeftToAPerson() {
        Workload pod = Yaml.workload("""
                apiVersion: v1
                kind: Pod
                metadata: {annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}}
                spec: {securityContext: {seccompProfile: {type: Unconfined}}, containers: [{name: a}]}
                """);
        assertThat(RULES)
                .filteredOn(rule -> rule.id().rule().equals("seccomp-profiles-are-set"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.fix(pod)).isInstanceOf(Fix.ByHand.class));
    }

    @Test
    void whatNoApiServerWouldTakeIsLeftToAPerson() {
        for (String pod : List.of(
                "{os: {name: windows}, containers: [{name: a}]}",
                "{hostNetwork: true, securityContext: {windowsOptions: {hostProcess: true}}, containers: [{name: a}]}")) {
            Workload workload = Yaml.workload("{apiVersion: v1, kind: Pod, spec: %s}".formatted(pod));
            assertThat(RULES)
                    .filteredOn(rule -> Set.of("privilege-escalation-is-forbidden", "host-namespaces-are-not-shared")
                            .contains(rule.id().rule()))
                    .filteredOn(rule -> rule.judge(workload) instanceof Verdict.Fail)
                    .filteredOn(
                            rule -> pod.contains("windows}") || rule.id().rule().startsWith("host"))
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.fix(workload)).isInstanceOf(Fix.ByHand.class));
        }
    }

    @Test
    void whatPassesNeedsNoEdits() {
        Workload empty = Yaml.workload("{apiVersion: v1, kind: Pod, spec: {automountServiceAccountToken: false}}");
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.judge(empty)).isInstanceOf(Verdict.Pass.class);
            assertThat(rule.fix(empty)).isInstanceOf(Fix.ByHand.class);
        });
    }

    @Provide
    Arbitrary<JsonNode> pods() {
        Arbitrary<String> namespace = Arbitraries.of("shop", "tools");
        Arbitrary<List<String>> ofPod = some(
                "hostNetwork: true",
                "hostPID: true",
                "hostUsers: false",
                "os: {name: windows}",
                "automountServiceAccountToken: true",
                "securityContext: {runAsNonRoot: false}",
                "securityContext: {runAsNonRoot: true, seccompProfile: {type: Unconfined}}",
                "securityContext: {privileged: true, capabilities: {add: [KILL], drop: [KILL]}}",
                "securityContext: {sysctls: [{name: a}, {name: kernel.shm_rmid_forced}, {name: b}]}",
                "securityContext: {seLinuxOptions: {type: spc_t, user: u}, appArmorProfile: {type: Unconfined}}");
        Arbitrary<String> container = some(
                        "ports: [{containerPort: 80}, {containerPort: 81, hostPort: 81}]",
                        "securityContext: {privileged: true}",
                        "securityContext: {runAsNonRoot: false, procMount: Unmasked}",
                        "securityContext: {seccompProfile: {type: Unconfined}, allowPrivilegeEscalation: true}",
                        "securityContext: {capabilities: {add: [NET_RAW, KILL, SYS_ADMIN], drop: [KILL]}}",
                        "securityContext: {seLinuxOptions: {role: r}, readOnlyRootFilesystem: false}",
                        "livenessProbe: {httpGet: {host: a}}",
                        "lifecycle: {preStop: {tcpSocket: {host: b}}}")
                .map(fields -> "{" + String.join(", ", withName(fields)) + "}");
        Arbitrary<List<String>> lists = container.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> annotation = Arbitraries.of(
                "container.apparmor.security.beta.kubernetes.io/a: unconfined",
                "seccomp.security.alpha.kubernetes.io/pod: unconfined",
                "note: b");
        return Combinators.combine(namespace, ofPod, lists, lists, annotation)
                .as((where, pod, first, regular, noted) -> Yaml.one("""
                        {apiVersion: v1, kind: Pod, metadata: {namespace: %s, annotations: {%s}}, spec: {%s}}
                        """.formatted(
                                where,
                                noted,
                                String.join(
                                        ", ",
                                        Stream.concat(
                                                        pod.stream(),
                                                        Stream.of("initContainers: " + first, "containers: " + regular))
                                                .toList()))));
    }

    /// Any of the fields, one of each name at most.
    private static Arbitrary<List<String>> some(String... fields) {
        return Arbitraries.of(fields)
                .list()
                .ofMaxSize(5)
                .map(chosen -> List.copyOf(chosen.stream()
                        .collect(Collectors.toMap(
                                field -> field.substring(0, field.indexOf(':')), field -> field, (one, _) -> one))
                        .values()));
    }

    private static List<String> withName(List<String> fields) {
        return Stream.concat(Stream.of("name: a"), fields.stream()).toList();
    }
}
