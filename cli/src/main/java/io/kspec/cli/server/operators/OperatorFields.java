package io.kspec.cli.server.operators;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.values.ValuesFile;
import io.kspec.cli.server.values.ValuesOptions;
import io.kspec.cli.terminal.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What an operator is given when it is registered and may be given anew later.
final class OperatorFields {
    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "A label. Repeatable. criticality=critical makes BlueGreen the strategy in production.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--crd", paramLabel = "PLURAL.GROUP", description = "A CRD that it owns. Repeatable.")
    private List<String> crds = new ArrayList<>();

    @Option(
            names = "--environment-values",
            paramLabel = "ENVIRONMENT=FILE",
            description = "Values for clusters of one environment, over the default ones. Repeatable.")
    private Map<String, Path> environments = new LinkedHashMap<>();

    @Mixin
    private AffinityOptions affinity = new AffinityOptions();

    @Mixin
    private ValuesOptions values = new ValuesOptions();

    Map<String, String> labels() {
        return labels;
    }

    AffinityOptions affinity() {
        return affinity;
    }

    /// Puts all that was given but labels and affinity into a request.
    Step<ObjectNode> into(ObjectNode request) {
        if (description != null) {
            request.put("description", description);
        }
        if (!crds.isEmpty()) {
            ArrayNode names = request.putArray("crdNames");
            crds.forEach(names::add);
        }
        return values.values().then(given -> {
            given.ifPresent(all -> request.set("defaultValues", all));
            return byEnvironment(request);
        });
    }

    private Step<ObjectNode> byEnvironment(ObjectNode request) {
        for (var environment : environments.entrySet()) {
            switch (ValuesFile.read(environment.getValue())) {
                case Step.Stop<ObjectNode> stop -> {
                    return stop;
                }
                case Step.Next<ObjectNode>(ObjectNode read) ->
                    request.withObject("/environmentValues").set(environment.getKey(), read);
            }
        }
        return Step.next(request);
    }
}
