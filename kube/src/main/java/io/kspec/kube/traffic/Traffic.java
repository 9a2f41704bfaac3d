package io.kspec.kube.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Points webhooks and conversions at another Service, and scales workloads.
///
/// First it is read what there is; the caller keeps that, and then turns. Every write demands only the fields that
/// turn, by server-side apply, so that whatever else others change meanwhile stays.
public final class Traffic {
    /// Who holds the fields that are pointed and scaled.
    public static final String MANAGER = "kspec-traffic";

    private final ApiCalls calls;
    private final WebhookSearch search;

    public Traffic(ApiCalls calls) {
        this.calls = calls;
        this.search = new WebhookSearch(calls);
    }

    /// Every webhook and conversion of the cluster that is asked at one of these Services now.
    public Reading<List<PointedWebhook>> find(List<ServiceMove> moves) {
        return search.find(moves);
    }

    /// Has them asked at their new Services. One that is gone meanwhile is asked nowhere.
    public Turned point(List<PointedWebhook> webhooks) {
        return pointed(webhooks.stream()
                .map(webhook -> new Aim(webhook, webhook.to(), webhook.newAuthority()))
                .toList());
    }

    /// Has them asked where they were asked before.
    public Turned pointBack(List<PointedWebhook> webhooks) {
        return pointed(webhooks.stream()
                .map(webhook ->
                        new Aim(webhook, webhook.from(), webhook.newAuthority().isEmpty() ? "" : webhook.authority()))
                .toList());
    }

    /// How many pods these workloads are asked to have now.
    public Reading<List<Replicas>> replicas(List<WorkloadRef> workloads) {
        var counts = new ArrayList<Replicas>();
        for (WorkloadRef workload : workloads) {
            if (workload.kind() == WorkloadRef.Kind.DAEMON_SET) {
                return new Reading.Unknown<>(new Failure.Malformed(
                        "it runs on every node and cannot be scaled",
                        workload.toString(),
                        "Roll this operator out by another strategy than blue-green."));
            }
            switch (calls.send(Call.get(workload.path()))) {
                case Answer.Done done ->
                    counts.add(new Replicas(
                            workload, done.json().at("/spec/replicas").asInt(1)));
                case Answer.Refused refused -> {
                    return new Reading.Unknown<>(refused.why());
                }
            }
        }
        return new Reading.Known<>(counts);
    }

    /// Has them run nothing. An autoscaler leaves a workload alone as long as that is so.
    public Turned scaleToZero(List<Replicas> workloads) {
        return scale(
                workloads.stream().map(each -> new Replicas(each.workload(), 0)).toList());
    }

    /// Has them run what they ran before.
    public Turned scaleBack(List<Replicas> workloads) {
        return scale(workloads);
    }

    private Turned scale(List<Replicas> workloads) {
        for (Replicas wanted : workloads) {
            WorkloadRef workload = wanted.workload();
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.put("apiVersion", "apps/v1").put("kind", workload.kind().text());
            fields.putObject("metadata").put("name", workload.name()).put("namespace", workload.namespace());
            fields.putObject("spec").put("replicas", wanted.count());
            if (calls.send(Call.apply(workload.path(), fields, MANAGER, true, false))
                    instanceof Answer.Refused refused) {
                return new Turned.Stopped(refused.why());
            }
        }
        return new Turned.Done();
    }

    private record Aim(PointedWebhook webhook, ServiceAddress at, String authority) {}

    private record Target(PointedWebhook.Kind kind, String object) {}

    private Turned pointed(List<Aim> aims) {
        Map<Target, List<Aim>> byObject = new LinkedHashMap<>();
        for (Aim aim : aims) {
            var target = new Target(aim.webhook().kind(), aim.webhook().object());
            byObject.computeIfAbsent(target, _ -> new ArrayList<>()).add(aim);
        }
        for (var entry : byObject.entrySet()) {
            Optional<Failure> failed = aim(entry.getKey(), entry.getValue());
            if (failed.isPresent()) {
                return new Turned.Stopped(failed.get());
            }
        }
        return new Turned.Done();
    }

    /// What a manager no longer demands goes, so all that it demanded of this object before is demanded again.
    private Optional<Failure> aim(Target target, List<Aim> aims) {
        String path = target.kind().path() + "/" + target.object();
        return switch (calls.send(Call.get(path))) {
            case Answer.Refused refused -> refused.notFound() ? Optional.empty() : Optional.of(refused.why());
            case Answer.Done done -> {
                ObjectNode fields = JsonNodeFactory.instance.objectNode();
                fields.put("apiVersion", target.kind().object().apiVersion())
                        .put("kind", target.kind().object().kind());
                fields.putObject("metadata").put("name", target.object());
                if (target.kind() == PointedWebhook.Kind.CONVERSION) {
                    Aim aim = aims.getFirst();
                    client(fields.withObject("/spec/conversion/webhook/clientConfig"), aim.at(), aim.authority());
                } else {
                    webhooks(done.json(), fields, aims);
                }
                yield calls.send(Call.apply(path, fields, MANAGER, true, false)) instanceof Answer.Refused refused
                        ? Optional.of(refused.why())
                        : Optional.empty();
            }
        };
    }

    private static void webhooks(JsonNode live, ObjectNode fields, List<Aim> aims) {
        boolean demandedBefore =
                live.at("/metadata/managedFields").findValuesAsText("manager").contains(MANAGER);
        for (JsonNode webhook : live.path("webhooks")) {
            String name = webhook.path("name").asText("");
            JsonNode service = webhook.at("/clientConfig/service");
            Optional<Aim> aimed = aims.stream()
                    .filter(aim -> aim.webhook().webhook().equals(name))
                    .findFirst();
            if (aimed.isPresent() || (demandedBefore && service.isObject())) {
                ObjectNode config = fields.withArray("/webhooks")
                        .addObject()
                        .put("name", name)
                        .putObject("clientConfig");
                client(
                        config,
                        aimed.map(Aim::at).orElseGet(() -> ServiceAddress.of(service)),
                        aimed.map(Aim::authority).orElse(""));
            }
        }
    }

    private static void client(ObjectNode config, ServiceAddress at, String authority) {
        config.putObject("service").put("namespace", at.namespace()).put("name", at.name());
        if (!authority.isEmpty()) {
            config.put("caBundle", authority);
        }
    }
}
