package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which objects a custom rule judges.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleMatch(
        @JsonPropertyDescription("Kinds to judge, for example Pod or Deployment. Empty means all workloads.")
        @Size(max = 50)
        List<@Size(min = 1, max = 63) String> kinds,

        @JsonPropertyDescription("Labels that the namespace of the object must carry. Unset means any namespace.")
        @Nullable
        LabelSelector namespaceSelector) {
    public RuleMatch {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
    }
}
