package io.kspec.cli.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnalysisTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void podsOfAllNamespacesAreScoredTogether() throws IOException {
        Analysis analysis = Analysis.of(List.of(pod("shop", "nginx:latest"), pod("bank", "nginx:1")), NOW);
        assertThat(analysis.rows())
                .containsExactly(
                        List.of("pods", "2"),
                        List.of("latest_tag", "1"),
                        List.of("missing_liveness", "2"),
                        List.of("missing_readiness", "2"),
                        List.of("high_restarts", "0"),
                        List.of("pending", "0"),
                        List.of("health score", "93"),
                        List.of("classification", "Healthy"));
    }

    @Test
    void theSystemIsLeftOut() throws IOException {
        assertThat(Analysis.of(List.of(pod("kube-system", "nginx:latest")), NOW)
                        .metrics()
                        .pods())
                .isZero();
    }

    @Test
    void programsReadTheSameFigures() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(Analysis.of(List.of(pod("shop", "nginx:1")), NOW)
                                .json()
                                .toString()))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"pods": 1, "violations": {"latest_tag": 0, "missing_liveness": 1, "missing_readiness": 1,
                         "high_restarts": 0, "pending": 0}, "healthScore": 95, "classification": "Healthy"}
                        """));
    }

    private static JsonNode pod(String namespace, String image) throws IOException {
        return new ObjectMapper().readTree("""
                {"metadata": {"namespace": "%s", "name": "a"}, "status": {"phase": "Running"},
                 "spec": {"containers": [{"name": "app", "image": "%s"}]}}
                """.formatted(namespace, image));
    }
}
