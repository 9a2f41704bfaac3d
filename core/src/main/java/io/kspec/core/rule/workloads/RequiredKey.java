package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules about labels and annotations share.
abstract class RequiredKey implements PodRule {
    private final String map;
    private final String noun;
    private final String key;

    /// @param map `labels` or `annotations`
    /// @param noun `label` or `annotation`
    /// @param key the demanded one
    RequiredKey(String map, String noun, String key) {
        this.map = map;
        this.noun = noun;
        this.key = key;
    }

    @Override
    public RuleId id() {
        return new RuleId(kind().name(), key);
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        var places = new LinkedHashMap<FieldPath, String>();
        FieldPath below = FieldPath.of("metadata").field(map).field(key);
        places.put(below, value(workload.subject().json()));
        places.put(workload.kind().template().then(below), value(workload.template()));
        return places.entrySet().stream()
                .filter(place -> place.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .map(path -> new Offence(Optional.empty(), path, "absent", "set", List.of()))
                .toList();
    }

    @Override
    public CelForm cel() {
        String present = "%s.orValue('') != ''";
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "%s && %s"
                        .formatted(
                                present.formatted(Cel.select("dyn(object.metadata)", List.of(map, key))),
                                present.formatted(Cel.select("variables.podMeta", List.of(map, key)))),
                "metadata.%s must carry %s".formatted(map, key),
                "")));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s without the %s %s".formatted(Headlines.count(violations.size(), "place", "places"), noun, key);
    }

    private String value(JsonNode object) {
        return object.path("metadata").path(map).path(key).asText("");
    }
}
