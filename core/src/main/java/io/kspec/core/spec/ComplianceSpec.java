package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Frameworks to report by; an item is a name (`cis-k8s-1.8`) or an object with name, revision and controls.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComplianceSpec(
        @JsonPropertyDescription("Frameworks to report by. An item is the name of a built-in mapping (cis-k8s-1.8, "
                + "cis-k8s-1.12, pci-dss-4.0, nist-800-53, soc-2) or an object with name, revision and controls; a control has id, title "
                + "and mappings, each naming a check.")
        @Size(max = 50)
        List<JsonNode> frameworks) {
    public ComplianceSpec {
        frameworks = frameworks == null ? List.of() : List.copyOf(frameworks);
    }
}
