package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.cluster.Resource;
import org.junit.jupiter.api.Test;

final class EssenceTest {
    @Test
    void aPodKeepsItsPhaseAndNothingElseOfItsStatus() {
        assertThat(Essence.of(Resource.PODS, json("""
                {"metadata":{"name":"a","managedFields":[{}]},"spec":{"x":1},"status":{"podIP":"::1","phase":"Running"}}
                """))).isEqualTo(json("""
                {"metadata":{"name":"a"},"spec":{"x":1},"status":{"phase":"Running"}}
                """));
    }

    @Test
    void otherKindsKeepTheirStatus() {
        JsonNode job = json("""
                {"metadata":{"name":"a"},"status":{"conditions":[{"type":"Complete","status":"True"}]}}
                """);
        assertThat(Essence.of(Resource.JOBS, job)).isEqualTo(job);
    }

    @Test
    void whatItWasMadeOfStaysAsItWas() {
        JsonNode pod = json("""
                {"metadata":{"name":"a","managedFields":[{}]},"status":{"podIP":"::1"}}
                """);
        JsonNode before = pod.deepCopy();
        assertThat(Essence.of(Resource.PODS, pod)).isNotEqualTo(before);
        assertThat(pod).isEqualTo(before);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(mistyped);
        }
    }
}
