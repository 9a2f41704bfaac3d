package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bounds on the version of Kubernetes, both inclusive; a bound of two parts covers all its patches.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KubernetesSpec(
        @Nullable String minVersion, @Nullable String maxVersion, List<String> excludedVersions) {
    public KubernetesSpec {
        excludedVersions = excludedVersions == null ? List.of() : List.copyOf(excludedVersions);
    }
}
