package io.kspec.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HealthWithoutDatabaseTest.OwnDatabase.class)
final class HealthWithoutDatabaseTest {
    @TestHTTPResource("/health")
    URI health;

    @TestHTTPResource(value = "/readyz", management = true)
    URI ready;

    @TestHTTPResource(value = "/livez", management = true)
    URI alive;

    @Test
    void aServerWithoutItsDatabaseIsAliveButNotReady() throws IOException, InterruptedException {
        Losing.postgres.close();

        HttpResponse<String> answer = get(health);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"status\":\"Unhealthy\"", "\"database\":\"Unhealthy\"");
        HttpResponse<String> unready = get(ready);
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.body()).contains("It does not answer: see kspec.database.url.");
        assertThat(get(alive).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /// A server of its own, because its database goes away.
    public static final class OwnDatabase implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Losing.class));
        }
    }

    /// A PostgreSQL that ends in the middle of the test.
    public static final class Losing implements QuarkusTestResourceLifecycleManager {
        private static EmbeddedPostgres postgres;

        @Override
        public Map<String, String> start() {
            postgres = TestDatabase.begin();
            return TestDatabase.settings(postgres);
        }

        @Override
        public void stop() {
            // The test has ended it.
        }
    }
}
