package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.testkit.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The Pod Security checks beside the API server's own admission, for every version it may be pinned to: the same
/// pods are refused, for the same reasons. And beside the policies that are generated from them.
@ApiServer
final class PodSecurityAgreementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WIDTH = 8;
    private static final int FEWEST_PODS = 200;

    /// The oldest versions are tried where a check changed.
    private static final List<String> VERSIONS = Stream.of(
                    Stream.of("v1.7", "v1.8", "v1.18", "v1.19", "v1.22", "v1.23"),
                    IntStream.rangeClosed(24, 35).mapToObj(minor -> "v1." + minor),
                    Stream.of("v1.99", "latest"))
            .flatMap(Function.identity())
            .toList();
    private static final List<String> LEVELS = List.of("baseline", "restricted");
    private static final String FREE = "psa-free";
    private static final String NATIVE_STRICT = "psa-native-restricted";
    private static final String NATIVE_MILD = "psa-native-baseline";
    private static final Map<String, Pod> PODS = new LinkedHashMap<>();
    private static final Map<String, Workload> WORKLOADS = new LinkedHashMap<>();
    private static final List<ObjectNode> POLICIES = new ArrayList<>();

    /// Pod Security's own words for the checks.
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("privileged", "containers-are-unprivileged"),
            Map.entry("host namespaces", "host-namespaces-are-not-shared"),
            Map.entry("hostPath volumes", "host-paths-are-not-mounted"),
            Map.entry("hostPort", "host-ports-are-unused"),
            Map.entry("hostProcess", "host-processes-are-not-used"),
            Map.entry("non-default capabilities", "capabilities-are-within-baseline"),
            Map.entry("unrestricted capabilities", "capabilities-are-dropped"),
            Map.entry("forbidden AppArmor profile", "app-armor-is-in-force"),
            Map.entry("forbidden AppArmor profiles", "app-armor-is-in-force"),
            Map.entry("seLinuxOptions", "se-linux-options-are-within-baseline"),
            Map.entry("forbidden sysctls", "sysctls-are-safe"),
            Map.entry("probe or lifecycle host", "probes-stay-in-the-pod"),
            Map.entry("allowPrivilegeEscalation != false", "privilege-escalation-is-forbidden"),
            Map.entry("runAsNonRoot != true", "containers-run-as-non-root"),
            Map.entry("runAsUser=0", "root-user-is-not-chosen"),
            Map.entry("restricted volume types", "volume-types-are-restricted"));

    @BeforeAll
    static void prepare(KubernetesClient client) {
        Stream<String> labelled =
                VERSIONS.stream().flatMap(version -> LEVELS.stream().map(level -> namespaceOf(level, version)));
        List<String> namespaces = Stream.concat(labelled, Stream.of(FREE, NATIVE_STRICT, NATIVE_MILD))
                .toList();
        namespaces.forEach(name -> namespace(client, name));
        namespaces.forEach(name -> await().until(() ->
                client.serviceAccounts().inNamespace(name).withName("default").get() != null));
        inParallel(List.copyOf(PodCorpus.pods().entrySet()), entry -> {
                    Pod pod = Serialization.unmarshal(entry.getValue().toString(), Pod.class);
                    return Map.entry(entry, refusal(client, FREE, pod));
                })
                .stream()
                .filter(answer -> answer.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .forEach(entry -> {
                    PODS.put(
                            entry.getKey(),
                            Serialization.unmarshal(entry.getValue().toString(), Pod.class));
                    WORKLOADS.put(entry.getKey(), Workload.of(entry.getValue()).orElseThrow());
                });
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        POLICIES.forEach(object -> client.resource(object.toString()).delete());
        Stream.concat(
                        VERSIONS.stream().flatMap(version -> LEVELS.stream().map(level -> namespaceOf(level, version))),
                        Stream.of(FREE, NATIVE_STRICT, NATIVE_MILD))
                .forEach(name -> client.namespaces().withName(name).delete());
    }

    @Test
    void theSamePodsAreRefusedForTheSameReasonsAtEveryVersion(KubernetesClient client) {
        assertThat(PODS).hasSizeGreaterThanOrEqualTo(FEWEST_PODS);
        var disagreements = new ArrayList<String>();
        var failures = new TreeMap<String, Integer>();
        for (String version : VERSIONS) {
            for (String level : LEVELS) {
                Rulebook rulebook = rulebook(level, version, "");
                rulebook.workloadRules()
                        .forEach(rule -> failures.merge(rule.id().rule(), 0, Integer::sum));
                List<Compared> compared = inParallel(
                        List.copyOf(PODS.keySet()),
                        name -> new Compared(
                                name,
                                failing(rulebook, WORKLOADS.get(name)),
                                reasons(rulebook, refusal(client, namespaceOf(level, version), PODS.get(name)))));
                for (Compared one : compared) {
                    one.here().forEach(rule -> failures.merge(rule, 1, Integer::sum));
                    if (!one.here().equals(one.there())) {
                        disagreements.add("%s %s, %s: kspec %s, API server %s"
                                .formatted(level, version, one.pod(), one.here(), one.there()));
                    }
                }
            }
        }
        System.out.printf("%d pods, %d versions, failing cases by check: %s%n", PODS.size(), VERSIONS.size(), failures);
        assertThat(disagreements).isEmpty();
        assertThat(failures)
                .hasSize(19)
                .allSatisfy((rule, count) -> assertThat(count).as(rule).isPositive());
    }

    /// One specification whose exemption makes one namespace milder than the other.
    @Test
    void theGeneratedPoliciesRefuseTheSamePodsInTheSameNamespaces(KubernetesClient client) {
        Rulebook rulebook = rulebook("restricted", "v1.35", NATIVE_MILD);
        Set<String> others = client.namespaces().list().getItems().stream()
                .map(one -> one.getMetadata().getName())
                .filter(name -> !name.equals(NATIVE_STRICT) && !name.equals(NATIVE_MILD))
                .collect(Collectors.toCollection(HashSet::new));
        POLICIES.addAll(NativePolicies.of(rulebook, others, Instant.now()).objects());
        POLICIES.forEach(object -> client.resource(object.toString()).create());
        awaitEveryPolicy(client, rulebook);

        var disagreements = new ArrayList<String>();
        for (String namespace : List.of(NATIVE_STRICT, NATIVE_MILD)) {
            disagreements.addAll(inParallel(List.copyOf(PODS.keySet()), name -> {
                        Set<String> here = failing(rulebook, in(namespace, name));
                        Optional<String> there = refusal(client, namespace, PODS.get(name));
                        return here.isEmpty() == there.isEmpty()
                                ? ""
                                : "%s in %s: kspec %s, API server %s".formatted(name, namespace, here, there);
                    })
                    .stream()
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
        assertThat(disagreements).isEmpty();
    }

    /// A pod that breaks one check alone shows when that check's policy is in force.
    private static void awaitEveryPolicy(KubernetesClient client, Rulebook rulebook) {
        var awaited = new TreeSet<String>();
        for (String namespace : List.of(NATIVE_STRICT, NATIVE_MILD)) {
            for (String name : PODS.keySet()) {
                Set<String> failing = failing(rulebook, in(namespace, name));
                if (failing.size() == 1 && awaited.add(failing.iterator().next())) {
                    await().alias(name + " in " + namespace).until(() -> refusal(client, namespace, PODS.get(name))
                            .isPresent());
                }
            }
        }
    }

    private record Compared(String pod, Set<String> here, Set<String> there) {}

    private static Workload in(String namespace, String name) {
        ObjectNode pod = WORKLOADS.get(name).subject().json().deepCopy();
        pod.withObject("metadata").put("namespace", namespace);
        return Workload.of(pod).orElseThrow();
    }

    private static Rulebook rulebook(String level, String version, String milder) {
        ClusterSpec spec = Serialization.unmarshal(
                """
                enforcement: {mode: enforce, nativePolicies: Deny}
                podSecurity:
                  enforce: %s
                  version: %s
                  exemptions: %s
                """.formatted(
                        level,
                        version,
                        milder.isEmpty() ? "[]" : "[{namespace: %s, level: baseline, reason: mild}]".formatted(milder)),
                ClusterSpec.class);
        return ((Rulebook.Compilation.Compiled) Rulebook.compile("agreement", spec)).rulebook();
    }

    private static Set<String> failing(Rulebook rulebook, Workload workload) {
        return rulebook.judge(workload, new Circumstances(NamespaceLabels.UNKNOWN, Instant.EPOCH)).stream()
                .filter(judgement -> judgement.verdict() instanceof Verdict.Fail)
                .map(judgement -> judgement.rule().id().rule())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The checks that a refusal names: `… violates PodSecurity "level:version": reason (details), reason`.
    private static Set<String> reasons(Rulebook rulebook, Optional<String> refusal) {
        var names = new TreeSet<String>();
        String message = refusal.orElse("");
        int start = message.indexOf("\": ", message.indexOf("violates PodSecurity"));
        if (refusal.isPresent() && start < 0) {
            names.add(message);
        } else if (refusal.isPresent()) {
            outsideBrackets(message.substring(start + 3)).forEach(reason -> names.add(name(reason, rulebook)));
        }
        return names;
    }

    private static String name(String reason, Rulebook rulebook) {
        Set<String> asked =
                rulebook.workloadRules().stream().map(rule -> rule.id().rule()).collect(Collectors.toSet());
        return switch (reason) {
            case "seccompProfile" ->
                asked.contains("seccomp-profiles-are-set") ? "seccomp-profiles-are-set" : "seccomp-is-not-switched-off";
            case "procMount" ->
                asked.contains("proc-is-masked-in-user-namespaces")
                        ? "proc-is-masked-in-user-namespaces"
                        : "proc-is-masked";
            default -> REASONS.getOrDefault(reason, "unknown reason: " + reason);
        };
    }

    /// Splits at commas and leaves out what stands in brackets.
    private static List<String> outsideBrackets(String text) {
        var plain = new StringBuilder();
        int depth = 0;
        for (int position = 0; position < text.length(); position++) {
            char letter = text.charAt(position);
            depth += letter == '(' ? 1 : 0;
            if (depth == 0) {
                plain.append(letter);
            }
            depth -= letter == ')' ? 1 : 0;
        }
        return Stream.of(plain.toString()
                        .replaceAll("\\. Received status:.*", "")
                        .split(",", -1))
                .map(String::strip)
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    private static <T, R> List<R> inParallel(List<T> inputs, Function<T, R> work) {
        return inputs.stream().gather(Gatherers.mapConcurrent(WIDTH, work)).toList();
    }

    private static Optional<String> refusal(KubernetesClient client, String namespace, Pod pod) {
        try {
            client.pods().inNamespace(namespace).resource(pod).dryRun(true).create();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(
                    refused.getStatus() == null
                            ? refused.getMessage()
                            : refused.getStatus().getMessage());
        }
    }

    private static String namespaceOf(String level, String version) {
        return "psa-%s-%s".formatted(level, version.replace('.', '-'));
    }

    private static void namespace(KubernetesClient client, String name) {
        var namespace = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata();
        for (String level : LEVELS) {
            for (String version : VERSIONS) {
                if (name.equals(namespaceOf(level, version))) {
                    namespace
                            .editMetadata()
                            .addToLabels("pod-security.kubernetes.io/enforce", level)
                            .addToLabels("pod-security.kubernetes.io/enforce-version", version)
                            .endMetadata();
                }
            }
        }
        client.resource(namespace.build()).create();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
    }
}
