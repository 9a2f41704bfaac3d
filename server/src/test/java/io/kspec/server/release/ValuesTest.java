package io.kspec.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void mapsAreMergedAndTheStrongerLayerWins() throws JsonProcessingException {
        JsonNode merged = Values.merged(List.of(
                tree("{'a': {'x': 1, 'y': 2}, 'list': [1, 2]}"),
                tree("{'a': {'y': 3}, 'list': [9]}"),
                tree("{'b': true}")));

        assertThat(merged).isEqualTo(tree("{'a': {'x': 1, 'y': 3}, 'list': [9], 'b': true}"));
    }

    @Test
    void aNullStaysSoThatHelmLeavesOutWhatTheChartHas() throws JsonProcessingException {
        assertThat(Values.merged(List.of(tree("{'a': {'x': 1}}"), tree("{'a': null}"))))
                .isEqualTo(tree("{'a': null}"));
    }

    @Test
    void theLayersStayAsTheyWere() throws JsonProcessingException {
        JsonNode weak = tree("{'a': {'x': 1}}");

        Values.merged(List.of(weak, tree("{'a': {'x': 2}}")));

        assertThat(weak).isEqualTo(tree("{'a': {'x': 1}}"));
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
