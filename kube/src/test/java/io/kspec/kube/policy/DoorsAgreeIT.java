package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.fix.Edits;
import io.kspec.core.fix.Fix;
import io.kspec.core.policy.LocalPolicy;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.kube.time.ThreadTime;
import io.kspec.testkit.ApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The promise of the whole: a rule gives the same answer at every door. Each rule judges pods that a real API server
/// takes (its own examples, and random variations of them), as they were written and as they would be stored, in the
/// engine, by its CEL here, and by its generated policy on the API server; and what its fix makes of a pod that fails
/// passes everywhere.
///
/// Kyverno's command line judges the same examples in [KyvernoAgreementIT].
@ApiServer
final class DoorsAgreeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FREE = "doors-free";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WIDTH = 4;
    private static final double FEWEST_FAILING = 0.3;
    private static final double ENOUGH_FAILING = 0.4;
    private static final int MOST_ROUNDS = 5;
    private static final List<PolicyCase> CASES = PolicyCase.all("doors");
    private static final List<ObjectNode> CREATED = new ArrayList<>();

    /// Whether the API server takes a pod when no policy looks at it; asked once per pod.
    private static final Map<JsonNode, Optional<JsonNode>> STORED = new ConcurrentHashMap<>();

    /// What one rule came to.
    private record Count(int pods, int failing, int here, int there, int mended) {
        static final Count NONE = new Count(0, 0, 0, 0, 0);

        Count plus(Count more) {
            return new Count(
                    pods + more.pods,
                    failing + more.failing,
                    here + more.here,
                    there + more.there,
                    mended + more.mended);
        }
    }

    @BeforeAll
    static void bringPoliciesInForce(KubernetesClient client) {
        namespace(client, FREE);
        CASES.forEach(one -> namespace(client, one.name()));
        Set<String> all = client.namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        for (PolicyCase one : CASES) {
            Set<String> others =
                    all.stream().filter(name -> !name.equals(one.name())).collect(Collectors.toSet());
            CREATED.addAll(one.policies(others).objects());
        }
        CREATED.forEach(object -> client.resource(object.toString()).create());
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        CREATED.forEach(object -> client.resource(object.toString()).delete());
        CASES.forEach(one -> client.namespaces().withName(one.name()).delete());
        client.namespaces().withName(FREE).delete();
    }

    @Test
    void everyDoorGivesTheSameAnswer(KubernetesClient client) {
        var counts = new TreeMap<String, Count>();
        var disagreements = new ArrayList<String>();
        for (PolicyCase one : CASES) {
            List<JsonNode> pods = pods(client, one);
            probe(client, one, pods);
            Count count = Count.NONE;
            for (Answers answers : inParallel(pods, pod -> answers(client, one, pod))) {
                answers.disagreement().ifPresent(disagreements::add);
                count = count.plus(answers.count());
            }
            counts.merge(one.rule().id().rule(), count, Count::plus);
        }
        counts.forEach((rule, count) -> System.out.printf(
                "%-45s %4d pods, %4d failing; local CEL %4d, API server %4d, mended and judged again %4d%n",
                rule, count.pods(), count.failing(), count.here(), count.there(), count.mended()));
        assertThat(disagreements).isEmpty();
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(everyRuleThatJudgesWorkloads());
        assertThat(counts).allSatisfy((rule, count) -> {
            assertThat(count.here()).as(rule).isPositive();
            assertThat(count.there()).as(rule).isPositive();
            assertThat(count.failing())
                    .as(rule + ", failing of " + count.pods())
                    .isGreaterThanOrEqualTo((int) (FEWEST_FAILING * count.pods()));
        });
    }

    /// What the doors said of one pod.
    private record Answers(Optional<String> disagreement, Count count) {}

    private static Answers answers(KubernetesClient client, PolicyCase one, JsonNode pod) {
        WorkloadRule rule = one.rule();
        Workload workload = within(one, pod);
        boolean fails = fails(rule.judge(workload));
        var said = new LinkedHashMap<String, Boolean>();
        said.put("engine", fails);
        said.put(
                "engine, as stored",
                fails(rule.judge(within(one, stored(client, pod).orElseThrow()))));
        said.put("local CEL", fails(localPolicy(rule).judge(workload, ThreadTime::spent)));
        said.put("API server", refusal(client, one.name(), pod).isPresent());
        int mended = 0;
        if (fails && rule.fix(workload) instanceof Fix.Edits(var edits)) {
            JsonNode right = Edits.apply(workload.subject().json(), edits);
            said.put("mended, engine", !fails(rule.judge(within(one, right))));
            said.put("mended, local CEL", !fails(localPolicy(rule).judge(within(one, right), ThreadTime::spent)));
            said.put("mended, API server", refusal(client, one.name(), right).isEmpty());
            mended = 1;
        }
        boolean agree = said.values().stream().allMatch(answer -> answer == fails);
        return new Answers(
                agree ? Optional.empty() : Optional.of("%s: %s on %s".formatted(rule.id(), said, pod)),
                new Count(1, fails ? 1 : 0, 1, 1, mended));
    }

    /// Its own examples, and random pods around them: every example that fails, varied, and pods that were varied
    /// without looking at the rule. Those that the API server would not take anyway are left out.
    private static List<JsonNode> pods(KubernetesClient client, PolicyCase one) {
        var pods = new ArrayList<JsonNode>();
        one.pods().forEach(example -> pods.add(named(example.object())));
        List<JsonNode> failing = one.pods().stream()
                .map(PolicyCase.Example::object)
                .filter(pod -> fails(one.rule().judge(within(one, pod))))
                .toList();
        pods.addAll(PodCorpus.around(failing, one.name(), 24));
        pods.addAll(PodCorpus.sample(one.name(), 16));
        List<JsonNode> taken = taken(client, pods);
        for (int round = 1; round <= MOST_ROUNDS && shareOfFailing(one, taken) < ENOUGH_FAILING; round++) {
            pods.addAll(PodCorpus.around(failing, one.name() + round, 24));
            taken = taken(client, pods);
        }
        return taken;
    }

    private static List<JsonNode> taken(KubernetesClient client, List<JsonNode> pods) {
        return inParallel(pods.stream().distinct().toList(), pod -> Map.entry(pod, stored(client, pod))).stream()
                .filter(answer -> answer.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double shareOfFailing(PolicyCase one, List<JsonNode> pods) {
        return pods.stream()
                        .filter(pod -> fails(one.rule().judge(within(one, pod))))
                        .count()
                / (double) pods.size();
    }

    /// A policy is in force a moment after it was made: one pod that must be refused shows when.
    private static void probe(KubernetesClient client, PolicyCase one, List<JsonNode> pods) {
        JsonNode wrong = pods.stream()
                .filter(pod -> fails(one.rule().judge(within(one, pod))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(one.name() + " has no pod that fails"));
        Awaitility.await(one.name()).atMost(PATIENCE).until(() -> refusal(client, one.name(), wrong)
                .isPresent());
    }

    private static Set<String> everyRuleThatJudgesWorkloads() {
        Set<String> ofFolders = CASES.stream()
                .filter(one -> one.rule().cel() instanceof CelForm.Expressed)
                .map(one -> one.rule().id().rule())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = Rules.ALL.stream().map(RuleKind::name).collect(Collectors.toSet());
        assertThat(known).containsAll(ofFolders);
        return ofFolders;
    }

    private static LocalPolicy localPolicy(WorkloadRule rule) {
        return switch (rule.cel()) {
            case CelForm.Expressed expressed -> LocalPolicy.of(expressed);
            case CelForm.Inexpressible(String reason) -> throw new AssertionError(rule.id() + ": " + reason);
        };
    }

    /// What could not be judged is neither: no rule leaves a sound pod without an answer.
    private static boolean fails(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass _ -> false;
            case Verdict.Fail _ -> true;
            case Verdict.Manual(String question) -> throw new AssertionError(question);
            case Verdict.NotEvaluated(var why) -> throw new AssertionError(why.sentence());
        };
    }

    private static Workload within(PolicyCase one, JsonNode pod) {
        ObjectNode there = pod.deepCopy();
        there.withObject("/metadata").put("namespace", one.name());
        return Workload.of(there).orElseThrow();
    }

    private static JsonNode named(JsonNode pod) {
        ObjectNode named = pod.deepCopy();
        named.withObject("/metadata").put("name", "example").remove("namespace");
        return named;
    }

    private static Optional<JsonNode> stored(KubernetesClient client, JsonNode pod) {
        return STORED.computeIfAbsent(pod, _ -> {
            try {
                return Optional.of(JSON.readTree(Serialization.asJson(create(client, FREE, pod))));
            } catch (KubernetesClientException refused) {
                return Optional.empty();
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    private static Optional<String> refusal(KubernetesClient client, String namespace, JsonNode pod) {
        try {
            create(client, namespace, pod);
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /// Without storing it.
    private static Pod create(KubernetesClient client, String namespace, JsonNode pod) {
        ObjectNode there = pod.deepCopy();
        there.withObject("/metadata").put("namespace", namespace);
        return client.pods()
                .inNamespace(namespace)
                .resource(Serialization.unmarshal(there.toString(), Pod.class))
                .dryRun(true)
                .create();
    }

    private static <T, R> List<R> inParallel(List<T> inputs, Function<T, R> work) {
        return inputs.stream().gather(Gatherers.mapConcurrent(WIDTH, work)).toList();
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
    }
}
