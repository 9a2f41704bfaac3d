package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.schema.Reading;
import io.kspec.lifecycle.inventory.CanonicalHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Gathers evidence from the objects of one cluster, one after the other. What it holds does not grow with their
/// number. For one thread.
public final class EvidenceCollector {
    private static final int LONGEST_VALUE = 64;
    private static final Set<String> SENSITIVE =
            Set.of("password", "passwd", "secret", "token", "credential", "apikey", "privatekey", "accesskey");

    private final String cluster;
    private final Simulation simulation;
    private final Map<String, Optional<JsonNode>> defaults = new TreeMap<>();
    private final Map<String, FieldUsage> usage = new TreeMap<>();
    private final Map<Outcome.Kind, OutcomeCount> outcomes = new EnumMap<>(Outcome.Kind.class);
    private Few<CostlyObject> costly = CostlyObject.none();
    private long objects;

    private EvidenceCollector(String cluster, Simulation simulation) {
        this.cluster = cluster;
        this.simulation = simulation;
    }

    /// A collector that has seen nothing yet.
    ///
    /// @param cluster    the target's name
    /// @param today      the version as it is served now, which the defaults are taken from
    /// @param simulation of the change
    /// @param paths      the fields to watch: those of findings
    public static EvidenceCollector of(String cluster, VersionSchema today, Simulation simulation, Set<String> paths) {
        var collector = new EvidenceCollector(cluster, simulation);
        for (String path : paths) {
            collector.usage.put(path, FieldUsage.NONE);
            collector.defaults.put(path, today.schema().defaultAt(path));
        }
        return collector;
    }

    /// Looks at an object as the API server shows it today, with its metadata; answers what the change does to it.
    public Simulated add(ObjectNode object) {
        objects++;
        usage.replaceAll((path, before) -> used(object, path).map(before::and).orElse(before));
        Simulated simulated = simulation.simulate(cluster, object);
        count(simulated);
        return simulated;
    }

    /// Counts an object that the API server did not show: what its fields hold is not known, so that the evidence is
    /// partial.
    public void addUnreadable(ObjectRef object, String because) {
        objects++;
        count(Simulated.unreadable(object, because));
    }

    private void count(Simulated simulated) {
        if (simulated.cost().isNear()) {
            costly = costly.with(new CostlyObject(simulated.object(), simulated.cost()));
        }
        for (Outcome outcome : simulated.outcomes()) {
            outcomes.merge(outcome.kind(), OutcomeCount.NONE.with(simulated.object()), OutcomeCount::and);
        }
    }

    /// What was gathered.
    ///
    /// @param extent          whether these were all objects
    /// @param since           when the list was taken
    /// @param resourceVersion of the list
    public Evidence evidence(Extent extent, Instant since, String resourceVersion) {
        var versions = new TreeSet<String>();
        versions.add(resourceVersion);
        var clusters = new TreeMap<String, ClusterEvidence>();
        Extent seen = outcomes.containsKey(Outcome.Kind.UNREADABLE) ? Extent.PARTIAL : extent;
        clusters.put(cluster, new ClusterEvidence(objects, seen, since, versions));
        return new Evidence(clusters, new TreeMap<>(usage), new TreeMap<>(outcomes), costly);
    }

    /// Empty when the object does not have the field.
    private Optional<FieldUsage> used(ObjectNode object, String path) {
        var found = new ArrayList<JsonNode>();
        Occurrences.each(object, path, found::add);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonNode> filling = defaults.getOrDefault(path, Optional.empty());
        boolean other = found.stream().anyMatch(value -> filling.isEmpty() || !Reading.isSame(value, filling.get()));
        Few<String> values = Few.none(FieldUsage.MOST);
        for (JsonNode value : found) {
            values = values.with(shown(path, value));
        }
        Few<String> namespaces = Few.none(FieldUsage.MOST_NAMESPACES);
        namespaces = namespaces.with(
                cluster + "/" + object.path("metadata").path("namespace").asText(""));
        return Optional.of(written(
                object,
                path,
                new FieldUsage(
                        1,
                        other ? 1 : 0,
                        values,
                        Few.none(FieldUsage.MOST),
                        namespaces,
                        Few.<ObjectRef>none(FieldUsage.MOST_SAMPLES).with(ObjectRef.of(cluster, object)),
                        Optional.empty())));
    }

    private static FieldUsage written(ObjectNode object, String path, FieldUsage usage) {
        FieldUsage known = usage;
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (Occurrences.isOwned(entry.path("fieldsV1"), path)) {
                String manager = entry.path("manager").asText("");
                known = known.and(new FieldUsage(
                        0,
                        0,
                        Few.none(FieldUsage.MOST),
                        Few.<String>none(FieldUsage.MOST).with(manager),
                        Few.none(FieldUsage.MOST_NAMESPACES),
                        Few.none(FieldUsage.MOST_SAMPLES),
                        time(entry.path("time").asText(""))));
            }
        }
        return known;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String shown(String path, JsonNode value) {
        String plain = path.toLowerCase(Locale.ROOT);
        boolean sensitive = SENSITIVE.stream().anyMatch(plain::contains);
        String text = value.isContainerNode() ? "" : value.toString();
        return sensitive || value.isContainerNode() || text.length() > LONGEST_VALUE
                ? "sha256:" + CanonicalHash.of(value)
                : text;
    }
}
