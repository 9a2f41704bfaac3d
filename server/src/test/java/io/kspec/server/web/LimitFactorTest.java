package io.kspec.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.access.Role;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LimitFactorTest.Endless.class)
final class LimitFactorTest {
    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Test
    void theFactorCountsForOneEndpointAndForAllTogetherUpToAMillion() {
        Http one = new Http(server).with(callers.token(Role.Viewer));

        assertThat(one.get("/api/v1/samples/limited").header("X-RateLimit-Limit"))
                .isEqualTo("2000000");
        assertThat(one.get("/api/v1/samples/who").header("X-RateLimit-Limit")).isEqualTo("1000000000");
    }

    public static final class Endless implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kspec.limits.factor", String.valueOf(Integer.MAX_VALUE));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestDatabase.class));
        }
    }
}
