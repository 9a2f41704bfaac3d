package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Fields that every container must, or must not, carry.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainersSpec(List<ContainerField> required, List<ContainerField> forbidden) {
    public ContainersSpec {
        required = required == null ? List.of() : List.copyOf(required);
        forbidden = forbidden == null ? List.of() : List.copyOf(forbidden);
    }
}
