package io.kspec.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.verdict.FieldPath;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void equalObjectsDoNotDiffer() {
        assertThat(Difference.between(json("{'a':{'b':[1,2]}}"), json("{'a':{'b':[1,2]}}")))
                .isEmpty();
    }

    @Test
    void onlyTheDifferingFieldsAreKeptWithTheirPlace() {
        Difference difference = Difference.between(
                        json("{'same':1,'spec':{'mode':'Enforce','keep':true}}"),
                        json("{'same':1,'spec':{'mode':'Audit','keep':true}}"))
                .orElseThrow();
        assertThat(difference.paths()).extracting(FieldPath::dotted).containsExactly("spec.mode");
        assertThat(difference.expected()).isEqualTo(json("{'spec':{'mode':'Enforce'}}"));
        assertThat(difference.actual()).isEqualTo(json("{'spec':{'mode':'Audit'}}"));
    }

    @Test
    void aFieldThatIsMissingStandsOnOneSideOnly() {
        Difference difference =
                Difference.between(json("{'a':1}"), json("{'b':2}")).orElseThrow();
        assertThat(difference.expected()).isEqualTo(json("{'a':1}"));
        assertThat(difference.actual()).isEqualTo(json("{'b':2}"));
    }

    @Test
    void listsAreComparedWhole() {
        Difference difference =
                Difference.between(json("{'l':[1,2]}"), json("{'l':[2,1]}")).orElseThrow();
        assertThat(difference.expected()).isEqualTo(json("{'l':[1,2]}"));
        assertThat(difference.actual()).isEqualTo(json("{'l':[2,1]}"));
    }

    @Test
    void anObjectInTheOtherShapeDiffersWhole() {
        Difference difference =
                Difference.between(json("{'a':{'b':1}}"), json("{'a':'b'}")).orElseThrow();
        assertThat(difference.paths()).extracting(FieldPath::dotted).containsExactly("a");
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
