package io.kspec.kube.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Pages;
import io.kspec.lifecycle.crd.chart.ServiceSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Services of a cluster and whether an endpoint of each is ready. At most two requests for each, however often
/// it is looked up: for one judgement, and for one thread.
public final class ClusterServices implements ServiceSource {
    private final String name;
    private final ApiCalls calls;
    private final Map<String, Reading<Optional<LiveService>>> seen = new HashMap<>();

    /// Those of one cluster.
    ///
    /// @param name the cluster's
    public ClusterServices(String name, ApiCalls calls) {
        this.name = name;
        this.calls = calls;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading<Optional<LiveService>> look(String namespace, String service) {
        return seen.computeIfAbsent(namespace + "/" + service, _ -> read(namespace, service));
    }

    private Reading<Optional<LiveService>> read(String namespace, String service) {
        String path = "/api/v1/namespaces/%s/services/%s".formatted(namespace, service);
        return switch (calls.send(Call.get(path))) {
            case Answer.Done done
            when done.json() instanceof ObjectNode object -> endpoints(namespace, service, object);
            case Answer.Done _ -> new Reading.Unknown<>(new Failure.ServerError(path, "something that is no object"));
            case Answer.Refused refused ->
                refused.notFound() ? new Reading.Known<>(Optional.empty()) : new Reading.Unknown<>(refused.why());
        };
    }

    private Reading<Optional<LiveService>> endpoints(String namespace, String service, ObjectNode object) {
        if (object.at("/spec/type").asText("").equals("ExternalName")) {
            // It leads out of the cluster, where nobody keeps endpoints.
            return new Reading.Known<>(Optional.of(new LiveService(object, true)));
        }
        String slices =
                "/apis/discovery.k8s.io/v1/namespaces/%s/endpointslices?labelSelector=kubernetes.io%%2Fservice-name%%3D%s"
                        .formatted(namespace, service);
        return switch (new Pages(calls).list(slices)) {
            case Reading.Unknown<List<ObjectNode>>(Failure why) -> new Reading.Unknown<>(why);
            case Reading.Known<List<ObjectNode>>(List<ObjectNode> found) ->
                new Reading.Known<>(
                        Optional.of(new LiveService(object, found.stream().anyMatch(ClusterServices::isReady))));
        };
    }

    /// An endpoint that says nothing counts as ready, as Kubernetes has it.
    private static boolean isReady(JsonNode slice) {
        return slice.path("endpoints").valueStream().anyMatch(endpoint -> endpoint.at("/conditions/ready")
                .asBoolean(true));
    }
}
