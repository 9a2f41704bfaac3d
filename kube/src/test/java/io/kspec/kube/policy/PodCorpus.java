package io.kspec.kube.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
