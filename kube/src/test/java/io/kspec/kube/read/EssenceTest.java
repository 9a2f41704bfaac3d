package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.cluster.Resource;
import java.util.List;
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

    @Test
    void replicasThatDifferInTheNameOfTheirTokenVolumeAreAlike() {
        JsonNode pod = replica("kube-api-access-7k2xq");
        assertThat(Essence.of(Resource.PODS, pod).path("spec"))
                .isEqualTo(Essence.of(Resource.PODS, replica("kube-api-access-zz999"))
                        .path("spec"))
                .isEqualTo(replica("kube-api-access").path("spec"));
        assertThat(pod).isEqualTo(replica("kube-api-access-7k2xq"));
    }

    @Test
    void aVolumeThatSomebodyNamedKeepsItsName() {
        for (String name : List.of("kube-api-access-7k2x", "kube-api-access-7k2xqq", "data")) {
            assertThat(Essence.of(Resource.PODS, replica(name)).path("spec"))
                    .isEqualTo(replica(name).path("spec"));
        }
        JsonNode two = json("""
                {"spec":{"volumes":[{"name":"kube-api-access-7k2xq"},{"name":"kube-api-access"}]}}
                """);
        assertThat(Essence.of(Resource.PODS, two).path("spec")).isEqualTo(two.path("spec"));
    }

    private static JsonNode replica(String volume) {
        return json("""
                {"spec":{"volumes":[{"name":"x"},{"name":"%1$s","projected":{}}],
                  "initContainers":[{"name":"i"}],
                  "containers":[{"name":"c","volumeMounts":[{"name":"x"},{"name":"%1$s","readOnly":true}]}]}}
                """.formatted(volume));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(mistyped);
        }
    }
}
