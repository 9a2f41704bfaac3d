package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.kspec.local.LocalKubernetes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the processes of pods are given: arguments, variables, folders, an identity, a limit.
@Tag("apiserver")
final class PodContentsIT {
    private static LocalKubernetes cluster;
    private static SmallKubelet kubelet;
    private static Pods pods;

    @BeforeAll
    static void start() {
        cluster = Pods.cluster();
        kubelet = SmallKubelet.start(cluster, Pods.settings().withNodes(1).withMemoryEnforced());
        pods = new Pods(cluster.client());
    }

    @AfterAll
    static void close() {
        kubelet.close();
        cluster.close();
    }

    @Test
    void aPodSeesItsVariablesItsFoldersAndWhatItsInitContainersLeft() {
        pods.apply(FURNITURE);
        pods.apply(FURNISHED);
        Pod pod = pods.await("furnished", PodReadiness::isOver);
        assertThat(pod.getStatus().getPhase()).as(kubelet.logs(pod)).isEqualTo("Succeeded");
        assertThat(kubelet.logs(pod).lines())
                .containsExactlyInAnyOrder(
                        "name furnished on kspec-local-0 in default",
                        "address " + pod.getStatus().getPodIP(),
                        "greeting hello, furnished!",
                        "from all: all",
                        "memory 64 cpu 2",
                        "secret s3cret",
                        "file from the config map",
                        "label tier=\"front\"",
                        "left by first then second",
                        "kept $(NAME)");
        assertThat(pod.getStatus().getInitContainerStatuses())
                .allMatch(
                        status -> status.getState().getTerminated().getReason().equals("Completed"));
    }

    @Test
    void aPodActsAsItsServiceAccountWithItsRightsAndNoOthers() {
        pods.apply(READER);
        Pod pod = pods.await("reader", PodReadiness::isOver);
        assertThat(kubelet.logs(pod))
                .contains("namespace: default", "config maps: allowed", "secrets: refused with 403");
    }

    @Test
    void aPodWaitsForItsConfigMapAndSeesItsChanges() {
        pods.apply(WAITING);
        Pod pod = pods.await("waiting", one -> Pods.waitsFor(one).startsWith("CreateContainerConfigError"));
        assertThat(Pods.waitsFor(pod)).contains("configmap \"late\" not found");
        var late = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("late")
                .endMetadata()
                .addToData("word", "first");
        cluster.client()
                .configMaps()
                .inNamespace("default")
                .resource(late.build())
                .create();
        await().atMost(Pods.PATIENCE).until(() -> kubelet.logs(pod).startsWith("first"));
        cluster.client()
                .configMaps()
                .inNamespace("default")
                .resource(late.addToData("word", "second").build())
                .update();
        await().atMost(Pods.PATIENCE).until(() -> kubelet.logs(pod).contains("second"));
    }

    @Test
    void anImageWithoutAProgramIsNamed() {
        Pod pod = pods.shell("unknown", "true", "");
        assertThat(pod.getMetadata().getName()).isEqualTo("unknown");
        pods.apply(UNKNOWN_IMAGE);
        Pod waiting = pods.await("unknown-image", one -> Pods.waitsFor(one).startsWith("ErrImagePull"));
        assertThat(Pods.waitsFor(waiting)).contains("tests/nothing:1", "tests/tiny");
    }

    @Test
    void aJobCompletes() {
        pods.apply(JOB.formatted("good", "exit 0"));
        awaitJob("good", "Complete");
    }

    @Test
    void aJobFails() {
        pods.apply(JOB.formatted("bad", "exit 3"));
        awaitJob("bad", "Failed");
        assertThat(cluster.client()
                        .pods()
                        .inNamespace("default")
                        .withLabel("job-name", "bad")
                        .list()
                        .getItems())
                .singleElement()
                .satisfies(pod -> assertThat(Pods.first(pod)
                                .orElseThrow()
                                .getState()
                                .getTerminated()
                                .getExitCode())
                        .isEqualTo(3));
    }

    /// Where this machine allows no limits the kubelet has to say so.
    @Test
    void aContainerThatTakesMoreMemoryThanItsLimitIsKilledIfLimitsAreEnforced() {
        pods.apply(GREEDY);
        Pod pod = pods.await("greedy", PodReadiness::isOver);
        String reason = Pods.first(pod).orElseThrow().getState().getTerminated().getReason();
        assertThat(reason).isEqualTo(kubelet.memoryIsEnforced() ? "OOMKilled" : "Completed");
    }

    private static void awaitJob(String name, String condition) {
        await().atMost(Pods.PATIENCE)
                .until(() -> isInCondition(
                        cluster.client()
                                .batch()
                                .v1()
                                .jobs()
                                .inNamespace("default")
                                .withName(name)
                                .get(),
                        condition));
    }

    private static boolean isInCondition(Job job, String condition) {
        return job.getStatus().getConditions().stream()
                .anyMatch(each ->
                        each.getType().equals(condition) && each.getStatus().equals("True"));
    }

    private static final String FURNITURE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {FROM_ALL: all, text: from the config map}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            stringData: {password: s3cret}
            """;

    private static final String FURNISHED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: furnished, labels: {tier: front}}
            spec:
              restartPolicy: Never
              volumes:
              - {name: shared, emptyDir: {}}
              - {name: settings, configMap: {name: settings, items: [{key: text, path: deep/text.txt}]}}
              - {name: info, downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
              initContainers:
              - {name: a, image: "tests/sh:1", args: ["printf first > /shared/a"], volumeMounts: [{name: shared, mountPath: /shared}]}
              - {name: b, image: "tests/sh:1", args: ["printf ' then second' >> /shared/a"], volumeMounts: [{name: shared, mountPath: /shared}]}
              containers:
              - name: main
                image: tests/sh:1
                command: [/bin/sh, -c]
                args:
                - |
                  echo "name $NAME on $NODE in $NAMESPACE"
                  echo "address $ADDRESS"
                  echo "greeting $(GREETING)"
                  echo "from all: $FROM_ALL"
                  echo "memory $MEMORY cpu $CPU"
                  echo "secret $PASSWORD"
                  echo "file $(cat $FOLDER/deep/text.txt)"
                  echo "label $(grep tier /etc/info/labels)"
                  echo "left by $(cat /shared/a)"
                  echo 'kept $$(NAME)'
                env:
                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                - {name: NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                - {name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                - {name: GREETING, value: "hello, $(NAME)!"}
                - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
                - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                - {name: PASSWORD, valueFrom: {secretKeyRef: {name: keys, key: password}}}
                - {name: FOLDER, value: /etc/settings}
                envFrom: [{configMapRef: {name: settings}}]
                resources: {limits: {memory: 64Mi, cpu: 1500m}}
                volumeMounts:
                - {name: shared, mountPath: /shared}
                - {name: settings, mountPath: /etc/settings/}
                - {name: info, mountPath: /etc/info}
            """;

    private static final String READER = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: reader}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader}
            rules: [{apiGroups: [""], resources: [configmaps], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: reader}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
            subjects: [{kind: ServiceAccount, name: reader, namespace: default}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: reader}
            spec:
              serviceAccountName: reader
              restartPolicy: Never
              containers: [{name: main, image: "tests/tiny:1", args: [who]}]
            """;

    private static final String WAITING = """
            apiVersion: v1
            kind: Pod
            metadata: {name: waiting}
            spec:
              volumes: [{name: late, configMap: {name: late}}]
              containers:
              - name: main
                image: tests/sh:1
                args: ["while :; do cat /late/word; echo; sleep 0.2; done"]
                volumeMounts: [{name: late, mountPath: /late}]
            """;

    private static final String UNKNOWN_IMAGE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: unknown-image}
            spec:
              containers: [{name: main, image: "tests/nothing:1"}]
            """;

    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: %s}
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: "tests/sh:1", args: ["%s"]}]
            """;

    private static final String GREEDY = """
            apiVersion: v1
            kind: Pod
            metadata: {name: greedy}
            spec:
              restartPolicy: Never
              containers:
              - name: main
                image: tests/sh:1
                args: ["head -c 100000000 /dev/zero | tail > /dev/null"]
                resources: {limits: {memory: 24Mi}}
            """;
}
