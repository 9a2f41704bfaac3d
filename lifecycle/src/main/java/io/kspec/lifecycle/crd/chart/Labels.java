package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;

/// Label selectors, read so that nothing is called unselected that may be selected.
final class Labels {
    private Labels() {}

    /// Whether a selector's `matchLabels` agree; its expressions are taken to.
    static boolean selects(JsonNode selector, JsonNode labels) {
        return agrees(selector.path("matchLabels"), labels);
    }

    /// Whether every label that is wanted is there.
    static boolean agrees(JsonNode wanted, JsonNode labels) {
        return wanted.propertyStream().allMatch(label -> labels.path(label.getKey())
                .asText("")
                .equals(label.getValue().asText("")));
    }
}
