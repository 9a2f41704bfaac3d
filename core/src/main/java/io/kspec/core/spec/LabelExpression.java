package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One requirement of a label selector; `operator` is In, NotIn, Exists or DoesNotExist.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LabelExpression(
        @JsonPropertyDescription("Label that the requirement is about.") @Required @Size(min = 1, max = 317) @Nullable
        String key,

        @JsonPropertyDescription("How the label is compared: In, NotIn, Exists or DoesNotExist.")
        @Required
        @SchemaFrom(type = SelectorOperator.class)
        @Size(max = 16)
        @Nullable
        String operator,

        @JsonPropertyDescription("Values for In and NotIn; empty for Exists and DoesNotExist.") @Size(max = 100)
        List<@Size(max = 63) String> values) {
    public LabelExpression {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
