package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Fields that every container must, or must not, carry.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainersSpec(
        @JsonPropertyDescription("Fields that every container, init container and ephemeral container must carry.")
        @Size(max = 200)
        List<ContainerField> required,

        @JsonPropertyDescription("Fields that no container, init container or ephemeral container may carry.")
        @Size(max = 200)
        List<ContainerField> forbidden) {
    public ContainersSpec {
        required = required == null ? List.of() : List.copyOf(required);
        forbidden = forbidden == null ? List.of() : List.copyOf(forbidden);
    }
}
