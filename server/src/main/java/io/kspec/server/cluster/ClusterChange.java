package io.kspec.server.cluster;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.cluster.Cluster.About;
import io.kspec.server.web.Demands;
import java.util.Map;
import java.util.Optional;

/// What `PUT /clusters/{name}` reads. What is left out stays as it is; a kubeconfig or a ClusterTarget takes the place
/// of the one before.
public record ClusterChange(
        Optional<String> description,
        Optional<Map<String, String>> labels,
        @JsonAlias("isEnabled") Optional<Boolean> enabled,
        Optional<String> environment,
        Optional<String> kubeconfig,
        Optional<ClusterTargetRequest> clusterTarget) {

    /// Throws [io.kspec.server.web.Refused] with everything that is wrong.
    void check() {
        var demands = new Demands();
        Fields.description(demands, description);
        Fields.environment(demands, environment);
        Fields.labels(demands, labels);
        Fields.credential(demands, kubeconfig, clusterTarget);
        demands.done();
    }

    /// Only after [#check].
    About on(About before) {
        return new About(
                description.orElse(before.description()),
                environment.flatMap(Environment::of).orElse(before.environment()),
                labels.orElse(before.labels()),
                enabled.orElse(before.enabled()));
    }

    /// Without the kubeconfig.
    @Override
    public String toString() {
        return "ClusterChange[kubeconfig given: %s]".formatted(kubeconfig.isPresent());
    }
}
