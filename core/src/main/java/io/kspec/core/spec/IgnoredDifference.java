package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields of an object in which it may differ.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IgnoredDifference(
        @JsonPropertyDescription("Kind of the object.") @Required @Size(min = 1, max = 63)
        String kind,

        @JsonPropertyDescription("Name of the object. Unset means every one of the kind.") @Size(max = 253) @Nullable
        String name,

        @JsonPropertyDescription("Fields by JSON pointer, with all below them, for example /metadata/labels/team.")
        @Size(min = 1, max = 50)
        List<@Size(max = 512) String> pointers) {
    public IgnoredDifference {
        pointers = pointers == null ? List.of() : List.copyOf(pointers);
    }
}
