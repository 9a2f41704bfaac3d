package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Pod Security labels that every namespace must carry at least.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSecuritySpec(
        @JsonPropertyDescription("Level that the label pod-security.kubernetes.io/enforce of every namespace must "
                + "reach. Unset means not checked.")
        @Nullable
        PodSecurityLevel enforce,

        @JsonPropertyDescription("Level that the label pod-security.kubernetes.io/audit of every namespace must reach. "
                + "Unset means not checked.")
        @Nullable
        PodSecurityLevel audit,

        @JsonPropertyDescription("Level that the label pod-security.kubernetes.io/warn of every namespace must reach. "
                + "Unset means not checked.")
        @Nullable
        PodSecurityLevel warn,

        @JsonPropertyDescription(
                "Version of the Pod Security Standards to judge by: latest or v1.NN. Unset means " + "latest.")
        @Size(max = 16)
        @Pattern("^(latest|v1[.][0-9]+)$")
        @Nullable
        String version,

        @JsonPropertyDescription("Namespaces that must carry another level instead.") @Size(max = 500)
        List<PodSecurityExemption> exemptions) {
    public PodSecuritySpec {
        exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
    }

    /// The same with other exemptions.
    public PodSecuritySpec exempting(List<PodSecurityExemption> others) {
        return new PodSecuritySpec(enforce, audit, warn, version, others);
    }
}
