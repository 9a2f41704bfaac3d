package io.kspec.server.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.version.SemanticVersion;
import java.util.List;

/// What a packaged chart says of itself.
///
/// @param crds     objects in the folders `crds/` of the chart and its subcharts
/// @param warnings sentences for whoever uploaded or registered it
public record ChartContents(
        String name,
        SemanticVersion version,
        String description,
        boolean deprecated,
        List<JsonNode> crds,
        List<String> warnings) {
    public ChartContents {
        crds = List.copyOf(crds);
        warnings = List.copyOf(warnings);
    }
}
