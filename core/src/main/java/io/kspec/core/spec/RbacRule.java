package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A grant: verbs on a resource of an API group.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RbacRule(@Nullable String apiGroup, @Nullable String resource, List<String> verbs) {
    public RbacRule {
        verbs = verbs == null ? List.of() : List.copyOf(verbs);
    }
}
