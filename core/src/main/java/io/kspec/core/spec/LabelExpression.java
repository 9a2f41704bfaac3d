package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One requirement of a label selector; `operator` is In, NotIn, Exists or DoesNotExist.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LabelExpression(
        @Nullable String key, @Nullable String operator, List<String> values) {
    public LabelExpression {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
