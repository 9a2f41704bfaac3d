package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Pod Security labels that every namespace must carry at least.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSecuritySpec(
        @Nullable PodSecurityLevel enforce,
        @Nullable PodSecurityLevel audit,
        @Nullable PodSecurityLevel warn,
        @Nullable String version,
        List<PodSecurityExemption> exemptions) {
    public PodSecuritySpec {
        exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
    }
}
