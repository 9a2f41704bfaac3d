package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Specifications or templates that this one builds on, in order.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyInheritance(
        List<String> basePolicies,
        @Nullable MergeStrategy mergeStrategy,
        @Nullable Boolean preventWeakening) {
    public PolicyInheritance {
        basePolicies = basePolicies == null ? List.of() : List.copyOf(basePolicies);
    }
}
