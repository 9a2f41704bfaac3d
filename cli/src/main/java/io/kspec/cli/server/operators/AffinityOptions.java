package io.kspec.cli.server.operators;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.clusters.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The options that bind an operator to certain clusters.
final class AffinityOptions {
    @Option(
            names = "--affinity-environment",
            paramLabel = "NAME",
            split = ",",
            description = "Only clusters of this environment: development, staging or production. Repeatable.")
    private List<Environment> environments = new ArrayList<>();

    @Option(
            names = "--affinity-selector",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "Only clusters with this label. Repeatable, or divided by commas; all must fit.")
    private Map<String, String> labels = new LinkedHashMap<>();

    boolean given() {
        return !environments.isEmpty() || !labels.isEmpty();
    }

    /// An affinity as requests write it: what is given, and the rest as it was.
    ObjectNode over(Affinity before) {
        ObjectNode affinity = JsonNodeFactory.instance.objectNode();
        List<String> names = environments.isEmpty()
                ? before.environments()
                : environments.stream().map(Environment::wire).toList();
        names.forEach(affinity.putArray("environments")::add);
        (labels.isEmpty() ? before.matchLabels() : labels).forEach(affinity.putObject("matchLabels")::put);
        var requirements = affinity.putArray("matchExpressions");
        before.matchExpressions().forEach(requirement -> {
            ObjectNode one =
                    requirements.addObject().put("key", requirement.key()).put("operator", requirement.operator());
            requirement.values().forEach(one.putArray("values")::add);
        });
        return affinity;
    }
}
