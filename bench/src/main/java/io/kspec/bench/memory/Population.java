package io.kspec.bench.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// What lives in the cluster: Deployments, each with a ReplicaSet and its pods, spread over namespaces. Replicas
/// differ as real ones do: by name, uid, node and token volume.
///
/// @param namespaces they are spread over
/// @param workloads Deployments, with one ReplicaSet each
/// @param pods of all ReplicaSets together
/// @param template a pod that the specification admits
record Population(int namespaces, int workloads, int pods, ObjectNode template) {
    private static final int WIDTH = 16;
    private static final int NODES = 200;
    private static final int SEED = 31;

    void create(Api api, Consumer<String> progress) {
        progress.accept("creating %d namespaces".formatted(namespaces));
        each(namespaces, number -> created(api, "/api/v1/namespaces", namespace(number)));
        progress.accept("creating %d Deployments and ReplicaSets, and %d pods".formatted(workloads, pods));
        each(workloads, number -> workload(api, number));
    }

    private static void each(int count, Consumer<Integer> act) {
        IntStream.range(0, count)
                .boxed()
                .gather(Gatherers.mapConcurrent(WIDTH, number -> {
                    act.accept(number);
                    return number;
                }))
                .forEach(_ -> {});
    }

    private void workload(Api api, int number) {
        String deployments = "/apis/apps/v1/namespaces/%s/deployments".formatted(namespaceOf(number));
        String replicaSets = "/apis/apps/v1/namespaces/%s/replicasets".formatted(namespaceOf(number));
        String deployment = created(api, deployments, controller(number, "Deployment", ""));
        String replicaSet = created(api, replicaSets, controller(number, "ReplicaSet", deployment));
        int replicas = pods / workloads + (number < pods % workloads ? 1 : 0);
        for (int replica = 0; replica < replicas; replica++) {
            created(api, podsPath(number), pod(number, "r%d".formatted(replica), replicaSet));
        }
    }

    /// @throws BenchmarkFailed when it is not created
    static String created(Api api, String path, JsonNode object) {
        ApiAnswer answer = api.send("POST", path, object.toString());
        if (!answer.ok()) {
            throw new BenchmarkFailed("%s could not be created: %s".formatted(path, answer));
        }
        return answer.uid();
    }

    String podsPath(int number) {
        return "/api/v1/namespaces/%s/pods".formatted(namespaceOf(number));
    }

    String podName(int number, String replica) {
        return "app-%04d-7d9c5b6f4-%s".formatted(number, replica);
    }

    private String namespaceOf(int number) {
        return "team-%03d".formatted(number % namespaces);
    }

    private static ObjectNode namespace(int number) {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", "team-%03d".formatted(number));
        return namespace;
    }

    private ObjectNode controller(int number, String kind, String owner) {
        ObjectNode controller = JsonNodeFactory.instance.objectNode();
        controller.put("apiVersion", "apps/v1").put("kind", kind);
        ObjectNode metadata = controller
                .putObject("metadata")
                .put("name", "app-%04d".formatted(number) + (kind.equals("ReplicaSet") ? "-7d9c5b6f4" : ""))
                .put("namespace", namespaceOf(number));
        own(metadata, "Deployment", "app-%04d".formatted(number), owner);
        ObjectNode spec = controller.putObject("spec").put("replicas", pods / workloads);
        spec.putObject("selector").putObject("matchLabels").put("app", "app-%04d".formatted(number));
        ObjectNode pod = common(number);
        pod.remove(List.of("apiVersion", "kind"));
        pod.withObject("/metadata").remove(List.of("name", "namespace"));
        spec.set("template", pod);
        return controller;
    }

    /// One replica.
    ///
    /// @param owner uid of its ReplicaSet; empty for none
    ObjectNode pod(int number, String replica, String owner) {
        ObjectNode pod = common(number);
        ObjectNode metadata = pod.withObject("/metadata")
                .put("name", podName(number, replica))
                .put("namespace", namespaceOf(number))
                .put("generateName", "app-%04d-7d9c5b6f4-".formatted(number));
        own(metadata, "ReplicaSet", "app-%04d-7d9c5b6f4".formatted(number), owner);
        var random = new Random(SEED + 31L * number + replica.hashCode());
        String token = "kube-api-access-%05x".formatted(random.nextInt(1 << 20));
        ObjectNode spec = pod.withObject("/spec").put("nodeName", "node-%03d".formatted(random.nextInt(NODES)));
        ((ArrayNode) spec.path("volumes")).addObject().put("name", token).putObject("emptyDir");
        for (JsonNode container : spec.path("containers")) {
            ((ObjectNode) container)
                    .withArray("volumeMounts")
                    .addObject()
                    .put("name", token)
                    .put("readOnly", true)
                    .put("mountPath", "/var/run/secrets/tokens");
        }
        return pod;
    }

    private ObjectNode common(int number) {
        ObjectNode pod = template.deepCopy();
        pod.withObject("/metadata/labels")
                .put("app", "app-%04d".formatted(number))
                .put("pod-template-hash", "7d9c5b6f4");
        ((ObjectNode) pod.at("/spec/containers/0/env/0")).put("value", "postgres-%d.local".formatted(number));
        return pod;
    }

    private static void own(ObjectNode metadata, String kind, String name, String uid) {
        if (!uid.isEmpty()) {
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "apps/v1")
                    .put("kind", kind)
                    .put("name", name)
                    .put("uid", uid)
                    .put("controller", true);
        }
    }
}
