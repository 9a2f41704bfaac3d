package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Frameworks to report by; an item is a name (`cis-k8s-1.8`) or an object with name, revision and controls.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComplianceSpec(List<JsonNode> frameworks) {
    public ComplianceSpec {
        frameworks = frameworks == null ? List.of() : List.copyOf(frameworks);
    }
}
