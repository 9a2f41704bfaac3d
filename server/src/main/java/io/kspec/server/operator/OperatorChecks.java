package io.kspec.server.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.operator.Operator.About;
import io.kspec.server.operator.Operator.Settings;
import io.kspec.server.web.Demands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges the fields of requests; all that is wrong is answered at once.
final class OperatorChecks {
    private static final int LONGEST = 2_000;
    private static final int MOST_CRDS = 50;
    private static final Pattern CRD =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+");

    private final Demands demands = new Demands();

    static About about(OperatorRequest request) {
        var checks = new OperatorChecks();
        var about = new About(
                checks.demands.name("name", request.name()),
                request.description().orElse(""),
                checks.demands.name("namespace", request.namespace()),
                checks.demands.text("chartRepository", request.chartRepository(), LONGEST),
                checks.demands.text("chartName", request.chartName(), LONGEST));
        request.currentVersion()
                .filter(version -> SemanticVersion.parse(version).isEmpty())
                .ifPresent(_ -> checks.wrong("currentVersion", "is no semantic version such as 1.2.3"));
        checks.settings(request.crdNames(), request.environmentValues());
        request.clusterAffinity().ifPresent(affinity -> AffinityChecks.demand(checks.demands, affinity));
        checks.demands.done();
        return about;
    }

    static Settings settings(OperatorRequest request) {
        return new Settings(
                request.crdNames().orElse(List.of()),
                request.labels().orElse(Map.of()),
                request.defaultValues().orElseGet(JsonNodeFactory.instance::objectNode),
                named(request.environmentValues().orElse(Map.of())),
                request.clusterAffinity().map(AffinityBody::affinity).orElse(ClusterAffinity.EVERYWHERE));
    }

    /// The settings after a change; what cannot be changed is refused by its field.
    static Settings changed(Operator operator, OperatorChange change) {
        var checks = new OperatorChecks();
        checks.same("name", change.name(), operator.about().name());
        checks.same("namespace", change.namespace(), operator.about().namespace());
        checks.same(
                "chartRepository", change.chartRepository(), operator.about().repository());
        checks.same("chartName", change.chartName(), operator.about().chart());
        checks.settings(change.crdNames(), change.environmentValues());
        change.clusterAffinity().ifPresent(affinity -> AffinityChecks.demand(checks.demands, affinity));
        checks.demands.done();
        Settings before = operator.settings();
        return new Settings(
                change.crdNames().orElse(before.crdNames()),
                change.labels().orElse(before.labels()),
                change.defaultValues().map(ObjectNode::deepCopy).orElse(before.defaultValues()),
                change.environmentValues().map(OperatorChecks::named).orElse(before.environmentValues()),
                change.clusterAffinity().map(AffinityBody::affinity).orElse(before.affinity()));
    }

    private void settings(Optional<List<String>> crds, Optional<Map<String, ObjectNode>> environments) {
        List<String> names = crds.orElse(List.of());
        if (names.size() > MOST_CRDS) {
            wrong("crdNames", "has more than %d names".formatted(MOST_CRDS));
        }
        for (int i = 0; i < names.size(); i++) {
            if (!CRD.matcher(names.get(i)).matches()) {
                wrong(
                        "crdNames[%d]".formatted(i),
                        "is no name of a CustomResourceDefinition such as widgets.example.com");
            }
        }
        environments.orElse(Map.of()).keySet().stream()
                .filter(word -> Environment.of(word).isEmpty())
                .forEach(word -> wrong("environmentValues." + word, "is none of Development, Staging, Production"));
    }

    private static Map<String, ObjectNode> named(Map<String, ObjectNode> byWord) {
        var named = new LinkedHashMap<String, ObjectNode>();
        byWord.forEach(
                (word, values) -> Environment.of(word).ifPresent(environment -> named.put(environment.word(), values)));
        return named;
    }

    private void same(String field, Optional<String> asked, String registered) {
        if (asked.isPresent() && !asked.get().equals(registered)) {
            wrong(field, "cannot be changed; register another operator instead");
        }
    }

    private void wrong(String field, String message) {
        demands.demand(false, field, message);
    }
}
