package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Pages;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks at the pods of an operator's workloads.
final class PodsProbe {
    private final ApiCalls calls;

    PodsProbe(ApiCalls calls) {
        this.calls = calls;
    }

    Evidence probe(List<WorkloadRef> workloads, Optional<Evidence.Pods> before, Instant now) {
        int expected = 0;
        var pods = new ArrayList<ObjectNode>();
        var usage = new PodUsage(calls);
        for (WorkloadRef workload : workloads) {
            switch (calls.send(Call.get(workload.path()))) {
                case Answer.Refused refused -> {
                    return unread(refused.why());
                }
                case Answer.Done done -> {
                    expected += expected(workload, done.json());
                    Reading<List<ObjectNode>> found = pods(workload, done.json());
                    if (found instanceof Reading.Unknown<List<ObjectNode>> unknown) {
                        return unread(unknown.why());
                    }
                    pods.addAll(((Reading.Known<List<ObjectNode>>) found).value());
                    usage.read(workload.namespace(), selector(done.json()));
                }
            }
        }
        var history = new RestartHistory(before, now);
        return new Evidence.Pods(
                expected,
                pods.stream()
                        .filter(PodsProbe::counts)
                        .map(pod -> pod(pod, history))
                        .toList(),
                usage.cpuPercent(pods),
                usage.memoryPercent(pods));
    }

    private static int expected(WorkloadRef workload, JsonNode live) {
        return switch (workload.kind()) {
            case DEPLOYMENT, STATEFUL_SET -> live.at("/spec/replicas").asInt(1);
            case DAEMON_SET -> live.at("/status/desiredNumberScheduled").asInt(0);
        };
    }

    private Reading<List<ObjectNode>> pods(WorkloadRef workload, JsonNode live) {
        return new Pages(calls)
                .list("/api/v1/namespaces/%s/pods?labelSelector=%s".formatted(workload.namespace(), selector(live)));
    }

    /// As a query's value. Charts select their pods by labels alone.
    private static String selector(JsonNode workload) {
        String labels = workload.at("/spec/selector/matchLabels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText(""))
                .collect(Collectors.joining(","));
        return URLEncoder.encode(labels, StandardCharsets.UTF_8);
    }

    /// One that is leaving, or has ended its work, is no controller any more.
    private static boolean counts(JsonNode pod) {
        return !pod.path("metadata").has("deletionTimestamp")
                && !pod.at("/status/phase").asText("").equals("Succeeded");
    }

    private static Evidence.Pod pod(JsonNode pod, RestartHistory history) {
        String name = pod.at("/metadata/name").asText("");
        var containers = new ArrayList<Evidence.Container>();
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(list)) {
                containers.add(new Evidence.Container(
                        status.path("name").asText(""),
                        status.path("restartCount").asInt(0),
                        history.of(name, status),
                        Optional.of(status.at("/state/waiting/reason").asText(""))
                                .filter(reason -> !reason.isEmpty())));
            }
        }
        return new Evidence.Pod(name, pod.at("/status/phase").asText("").equals("Running"), isReady(pod), containers);
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText("").equals("Ready")) {
                return condition.path("status").asText("").equals("True");
            }
        }
        return false;
    }

    private static Evidence unread(Failure why) {
        return new Evidence.Unread(Part.PODS, why.sentence());
    }
}
