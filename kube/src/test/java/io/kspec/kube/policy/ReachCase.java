package io.kspec.kube.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.policy.Generated;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.policy.Policies;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.policy.Terms;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A specification that every object breaks, and a scope or an exemption that leaves some of them out.
record ReachCase(String name, Rulebook rulebook) {
    private static final ObjectMapper YAML = new YAMLMapper();

    static final Map<String, Map<String, String>> NAMESPACES = Map.of(
            "reach-shop", Map.of("kubernetes.io/metadata.name", "reach-shop", "tier", "prod"),
            "reach-team-a", Map.of("kubernetes.io/metadata.name", "reach-team-a", "tier", "test", "owner", "a"),
            "reach-team-old", Map.of("kubernetes.io/metadata.name", "reach-team-old"));

    /// An object that no case leaves out.
    static final ObjectNode CANARY = object("reach-shop", "Pod", "canary", "", "");

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Circumstances CIRCUMSTANCES =
            new Circumstances(namespace -> Optional.ofNullable(NAMESPACES.get(namespace)), NOW);

    static List<ReachCase> all() {
        return List.of(
                of("whole", ""),
                of(
                        "scope-names",
                        "namespaceScope: {includeNamespaces: [reach-shop, reach-team-a],"
                                + " excludeNamespaces: [reach-team-a]}"),
                of(
                        "scope-patterns",
                        "namespaceScope: {includeNamespaces: ['*-team-*', reach-shop],"
                                + " excludeNamespaces: ['*-old']}"),
                of(
                        "scope-labels",
                        "namespaceScope: {namespaceSelector: {matchLabels: {tier: prod},"
                                + " matchExpressions: [{key: owner, operator: DoesNotExist}]}}"),
                exempting("namespace", "namespaces: ['*-team-*']"),
                exempting("deployment", "resources: [{kind: Deployment, name: web}]"),
                exempting("deployments", "resources: [{kind: Deployment, name: 'w*'}]"),
                exempting("cron-job", "resources: [{kind: CronJob, name: nightly}]"),
                exempting("cron-jobs", "resources: [{kind: CronJob, name: 'n*y'}]"),
                exempting("name", "resources: [{name: web}]"),
                exempting("pattern", "resources: [{name: 'web*'}]"),
                exempting("dot", "resources: [{name: a.b}, {name: 'a.*b'}]"),
                exempting("labels", "resources: [{labelSelector: {app: web}}]"),
                exempting("kind", "resources: [{kind: StatefulSet}]"),
                exempting("replica-set", "resources: [{kind: ReplicaSet, name: web-5d4f}]"),
                exempting(
                        "several",
                        "namespaces: [reach-shop], resources: [{kind: CronJob, name: nightly, namespace: reach-team-a},"
                                + " {kind: Pod, name: plain, namespace: reach-shop}]"),
                exempting("over", "namespaces: ['*'], expiresAt: '2020-01-01T00:00:00Z'"));
    }

    /// Cases in which the same rule is held in different modes.
    static List<ReachCase> held() {
        return List.of(
                staged("later", "enforceFrom: '2026-06-15T12:00:01Z'"),
                staged("begun", "enforceFrom: '2026-06-15T12:00:00Z'"),
                staged("canary", "canaryNamespaces: {matchLabels: {tier: prod}}"),
                staged(
                        "canary-later",
                        "canaryNamespaces: {matchExpressions: [{key: tier, operator: Exists}]},"
                                + " enforceFrom: '2026-06-15T12:00:01Z'"),
                staged(
                        "canary-begun",
                        "canaryNamespaces: {matchLabels: {tier: prod}}, enforceFrom: '2026-06-15T12:00:00Z'"),
                staged("milder", "rules: [{rule: images-are-named-by-digest, mode: audit}]"),
                staged("recorded", "rules: [{rule: workload.security, mode: monitor}]"),
                of(
                        "held-scoped",
                        "namespaceScope: {namespaceSelector: {matchLabels: {tier: test}}}",
                        "canaryNamespaces: {matchLabels: {owner: a}}"));
    }

    /// Objects of every kind in every namespace, with owners and without.
    static List<ObjectNode> objects() {
        return NAMESPACES.keySet().stream()
                .sorted()
                .flatMap(namespace -> Stream.of(
                        object(namespace, "Pod", "plain", "", ""),
                        object(namespace, "Pod", "web", "", "labels: {app: web}"),
                        object(namespace, "Pod", "a.b", "", ""),
                        object(namespace, "Pod", "acb", "", ""),
                        object(
                                namespace,
                                "Pod",
                                "web-5d4f-x1",
                                "ReplicaSet web-5d4f",
                                "labels: {pod-template-hash: 5d4f}"),
                        object(namespace, "Pod", "web-5d4f-x2", "ReplicaSet web-5d4f", ""),
                        object(
                                namespace,
                                "Pod",
                                "web-other-x3",
                                "ReplicaSet web-other",
                                "labels: {pod-template-hash: 5d4f}"),
                        object(namespace, "Pod", "nightly-29001-x4", "Job nightly-29001", ""),
                        object(namespace, "Pod", "nightly-x5", "Job nightly-by-hand", ""),
                        object(namespace, "Pod", "db-0", "StatefulSet db", ""),
                        object(namespace, "Deployment", "web", "", ""),
                        object(namespace, "Deployment", "other", "", "labels: {app: web}"),
                        object(namespace, "ReplicaSet", "web-5d4f", "", "labels: {pod-template-hash: 5d4f}"),
                        object(
                                namespace,
                                "ReplicaSet",
                                "web-7c8d",
                                "Deployment web",
                                "labels: {pod-template-hash: 7c8d}"),
                        object(namespace, "StatefulSet", "db", "", ""),
                        object(namespace, "Job", "nightly-29001", "", ""),
                        object(namespace, "CronJob", "nightly", "", "")))
                .toList();
    }

    Generated policies(PolicyFormat format) {
        return Policies.of(rulebook, format, new Terms(Mode.ENFORCE, Set.of("kube-system"), Set.of(), NOW));
    }

    /// As the operator holds them.
    Generated natives() {
        return NativePolicies.of(rulebook, Set.of("kube-system"), NOW);
    }

    /// What admission answers when the object is created.
    Decision admission(JsonNode object) {
        var request = new AdmissionRequest(
                "uid",
                "somebody",
                AdmissionRequest.Operation.CREATE,
                object.at("/metadata/namespace").asText(),
                "",
                Optional.of(object),
                Optional.empty(),
                false);
        return Admission.decide(List.of(rulebook), request, CIRCUMSTANCES);
    }

    /// Kyverno reads files without the labels of their namespaces.
    boolean saidWithoutLabels() {
        return rulebook.reach().scope().selector().isEmpty();
    }

    /// As the engine judges the object at admission: what a judged workload owns is judged there.
    boolean fails(JsonNode object) {
        Workload workload = Workload.of(object).orElseThrow();
        boolean judgedAtItsOwner = !object.path("kind").asText().equals("Pod")
                && workload.controller().isPresent();
        return !judgedAtItsOwner
                && rulebook.judge(workload, CIRCUMSTANCES).stream()
                        .anyMatch(judgement -> judgement.verdict() instanceof Verdict.Fail);
    }

    private static ReachCase exempting(String name, String whom) {
        return of(
                "exempt-" + name,
                "policyExemptions: [{name: one, reason: a good enough reason, approver: me, %s}]".formatted(whom));
    }

    private static ReachCase staged(String name, String stage) {
        return of("held-" + name, "", stage);
    }

    private static ReachCase of(String name, String reach) {
        return of(name, reach, "");
    }

    private static ReachCase of(String name, String reach, String stage) {
        ClusterSpec spec = Serialization.unmarshal("""
                enforcement: {mode: enforce, nativePolicies: Deny, %s}
                webhooks: {templates: Deny}
                workloads: {images: {requireDigests: true}}
                """.formatted(stage) + reach, ClusterSpec.class);
        return new ReachCase(
                name, ((Rulebook.Compilation.Compiled) Rulebook.compile("reach-" + name, spec)).rulebook());
    }

    /// @param owner kind and name of the controller; empty for none
    /// @param metadata further fields, as YAML
    private static ObjectNode object(String namespace, String kind, String name, String owner, String metadata) {
        ObjectNode pod = yaml("{spec: {containers: [{name: app, image: nginx}]}}");
        ObjectNode object =
                switch (kind) {
                    case "Pod" -> yaml("{apiVersion: v1, kind: Pod}").setAll(pod);
                    case "CronJob" -> Wrapped.cronJob(pod, name);
                    case "Job" -> Wrapped.job(pod, name);
                    case "StatefulSet" -> Wrapped.statefulSet(pod, name);
                    default -> Wrapped.deployment(pod, name).put("kind", kind);
                };
        ObjectNode all = object.withObject("/metadata").put("name", name).put("namespace", namespace);
        if (!metadata.isEmpty()) {
            all.setAll(yaml("{" + metadata + "}"));
        }
        if (!owner.isEmpty()) {
            String[] words = owner.split(" ", -1);
            all.putArray("ownerReferences")
                    .add(yaml("{apiVersion: %s/v1, kind: %s, name: %s, controller: true, uid: u-1}"
                            .formatted(words[0].equals("Job") ? "batch" : "apps", words[0], words[1])));
        }
        return object;
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
