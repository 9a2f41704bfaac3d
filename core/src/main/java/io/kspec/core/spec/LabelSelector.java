package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/// A Kubernetes label selector: all of `matchLabels` and `matchExpressions` must hold.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LabelSelector(
        @JsonPropertyDescription("Labels with the values they must have, all of them.") @Size(max = 50)
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("Requirements that must hold, all of them.") @Size(max = 50)
        List<LabelExpression> matchExpressions) {
    public LabelSelector {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }
}
