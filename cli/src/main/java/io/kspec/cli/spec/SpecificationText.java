package io.kspec.cli.spec;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// TEMPORARY
public final class SpecificationText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecificationText() {}

    public sealed interface Read<T> {
        record Sound<T>(T spec) implements Read<T> {}

        record Unsound<T>(List<SpecProblem> problems) implements Read<T> {}
    }

    public static Read<ClusterSpec> specification(JsonNode object) {
        return read(object, ClusterSpec.class);
    }

    public static Read<ClusterTargetSpec> target(JsonNode object) {
        return read(object, ClusterTargetSpec.class);
    }

    private static <T> Read<T> read(JsonNode object, Class<T> type) {
        try {
            return new Read.Sound<>(JSON.treeToValue(object.path("spec"), type));
        } catch (JsonMappingException wrong) {
            FieldPath path = FieldPath.of("spec");
            for (var step : wrong.getPath()) {
                path = step.getFieldName() == null ? path.index(step.getIndex()) : path.field(step.getFieldName());
            }
            return new Read.Unsound<>(List.of(new SpecProblem(path, wrong.getOriginalMessage(), "Correct it.")));
        } catch (JsonProcessingException wrong) {
            return new Read.Unsound<>(List.of(new SpecProblem(FieldPath.of("spec"), wrong.getOriginalMessage(), "Correct it.")));
        }
    }
}
