package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bounds on the version of Kubernetes, both inclusive; a bound of two parts covers all its patches.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KubernetesSpec(
        @JsonPropertyDescription("Oldest version allowed, as major.minor or major.minor.patch, for example \"1.30\". "
                + "Unset means no lower bound.")
        @Size(max = 32)
        @Pattern("^[0-9]+[.][0-9]+([.][0-9]+)?$")
        @Nullable
        String minVersion,

        @JsonPropertyDescription(
                "Newest version allowed; \"1.34\" covers every patch of 1.34. Unset means no upper " + "bound.")
        @Size(max = 32)
        @Pattern("^[0-9]+[.][0-9]+([.][0-9]+)?$")
        @Nullable
        String maxVersion,

        @JsonPropertyDescription(
                "Versions that are not allowed although they lie between the bounds; \"1.31\" excludes "
                        + "every patch of 1.31.")
        @Size(max = 100)
        List<@Size(max = 32) @Pattern("^[0-9]+[.][0-9]+([.][0-9]+)?$") String> excludedVersions,

        @JsonPropertyDescription("The API server must run a minor version that still gets fixes, and every kubelet one "
                + "that works with it: none newer, none more than three minors older. Unset means false.")
        @Nullable
        Boolean requireSupported) {
    public KubernetesSpec {
        excludedVersions = excludedVersions == null ? List.of() : List.copyOf(excludedVersions);
    }
}
