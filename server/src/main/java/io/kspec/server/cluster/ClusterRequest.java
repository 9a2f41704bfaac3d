package io.kspec.server.cluster;

import io.kspec.server.web.Demands;
import java.util.Map;
import java.util.Optional;

/// What `POST /clusters` reads; `kubeconfig` is base64, and either it or a ClusterTarget is given.
public record ClusterRequest(
        Optional<String> name,
        Optional<String> description,
        Optional<String> environment,
        Optional<String> kubeconfig,
        Optional<ClusterTargetRequest> clusterTarget,
        Optional<Map<String, String>> labels) {

    /// Throws [io.kspec.server.web.Refused] with everything that is wrong, except with what is in the kubeconfig.
    void check() {
        var demands = new Demands();
        demands.name("name", name);
        Fields.description(demands, description);
        demands.demand(environment.isPresent(), "environment", "is required");
        Fields.environment(demands, environment);
        Fields.labels(demands, labels);
        Fields.credential(demands, kubeconfig, clusterTarget);
        Fields.someCredential(demands, kubeconfig, clusterTarget);
        demands.done();
    }

    /// Without the kubeconfig.
    @Override
    public String toString() {
        return "ClusterRequest[name=%s]".formatted(name.orElse(""));
    }
}
