package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Paths of the node that pods may mount read-only.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostPathsSpec(
        @JsonPropertyDescription("Absolute paths; each allows itself and everything below it, so that /var/log allows "
                + "/var/log/pods and not /var/logs. Empty means that no path may be mounted.")
        @Size(max = 100)
        List<@Size(min = 1, max = 1024) @Pattern("^/") String> allowed) {
    public HostPathsSpec {
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
    }
}
