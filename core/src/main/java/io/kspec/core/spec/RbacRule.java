package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A grant: verbs on a resource of an API group.
@JsonInclude(
        JsonInclude.Include.NON_NULL) // an empty group is the core group, and no verbs are not the same as none given
public record RbacRule(
        @JsonPropertyDescription("API group; empty for the core group, * for any.") @Required @Size(max = 253) @Nullable
        String apiGroup,

        @JsonPropertyDescription("Resource in the plural, for example pods or pods/exec; * for any.")
        @Required
        @Size(min = 1, max = 253)
        @Nullable
        String resource,

        @JsonPropertyDescription("Verbs, for example get or delete; * for any.") @Required @Size(max = 20)
        List<@Size(min = 1, max = 63) String> verbs) {
    public RbacRule {
        verbs = verbs == null ? List.of() : List.copyOf(verbs);
    }
}
