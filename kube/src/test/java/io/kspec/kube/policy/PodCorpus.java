package io.kspec.kube.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Pods around one that the level restricted admits: the variations of `pod-variations.yaml` one by one, and many
/// pairs of them. The same on every run.
final class PodCorpus {
    private static final long SEED = 20_261;
    private static final int PAIRS = 60;
    private static final ObjectMapper YAML = new YAMLMapper();

    private PodCorpus() {}

    /// By name, in a fixed order; some of them the API server refuses for other reasons.
    static Map<String, JsonNode> pods() {
        JsonNode file = read();
        var variations = new LinkedHashMap<String, List<Edit>>();
        file.path("variations").properties().forEach(one -> variations.put(one.getKey(), edits(one.getValue())));
        var pods = new LinkedHashMap<String, JsonNode>();
        JsonNode base = file.path("base");
        pods.put("base", base);
        variations.forEach((name, edits) -> pods.put(name, Edits.apply(base, edits)));
        List<String> names = List.copyOf(variations.keySet());
        var random = new Random(SEED);
        while (pods.size() < names.size() + PAIRS) {
            String one = names.get(random.nextInt(names.size()));
            String other = names.get(random.nextInt(names.size()));
            var both = new ArrayList<>(variations.getOrDefault(one, List.of()));
            both.addAll(variations.getOrDefault(other, List.of()));
            pods.put(one + " + " + other, Edits.apply(base, both));
        }
        return pods;
    }

    /// Pods out of others, each varied at random in one or two ways; the same on every run.
    ///
    /// @param bases pods to vary; without any there are none
    /// @param seed tells the random choices of one caller from another's
    static List<JsonNode> around(List<JsonNode> bases, String seed, int number) {
        List<List<Edit>> variations = variations();
        var random = new Random(SEED + seed.hashCode());
        var pods = new ArrayList<JsonNode>();
        for (int made = 0; made < number && !bases.isEmpty(); made++) {
            JsonNode base = bases.get(random.nextInt(bases.size()));
            var edits = new ArrayList<Edit>(variations.get(random.nextInt(variations.size())));
            if (random.nextBoolean()) {
                edits.addAll(variations.get(random.nextInt(variations.size())));
            }
            ObjectNode pod = (ObjectNode) Edits.apply(base, edits);
            pod.withObject("/metadata").put("name", "varied").remove("namespace");
            pods.add(pod);
        }
        return pods;
    }

    /// Some of [#pods], chosen at random; the same on every run.
    static List<JsonNode> sample(String seed, int number) {
        var pods = new ArrayList<>(pods().values());
        Collections.shuffle(pods, new Random(SEED + seed.hashCode()));
        return pods.subList(0, number);
    }

    private static List<List<Edit>> variations() {
        var variations = new ArrayList<List<Edit>>();
        read().path("variations").forEach(one -> variations.add(edits(one)));
        return variations;
    }

    /// Slashes divide the path; `|` stands for a slash in a name. Null takes the field away.
    private static List<Edit> edits(JsonNode variation) {
        var edits = new ArrayList<Edit>();
        variation.properties().forEach(field -> {
            FieldPath path = FieldPath.ROOT;
            for (String segment : field.getKey().split("/", -1)) {
                path = path.field(segment.replace('|', '/'));
            }
            edits.add(field.getValue().isNull() ? new Edit.Remove(path) : new Edit.Put(path, field.getValue()));
        });
        return edits;
    }

    private static JsonNode read() {
        try (InputStream file = PodCorpus.class.getResourceAsStream("/pod-variations.yaml")) {
            return YAML.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
