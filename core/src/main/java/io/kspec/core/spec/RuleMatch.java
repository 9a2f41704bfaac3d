package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which objects a custom rule judges.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleMatch(List<String> kinds, @Nullable LabelSelector namespaceSelector) {
    public RuleMatch {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
    }
}
