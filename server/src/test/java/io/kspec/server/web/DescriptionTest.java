package io.kspec.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@ServerTest
final class DescriptionTest {
    @TestHTTPResource("/openapi.json")
    URI document;

    @Test
    void everyOperationHasANameOfItsOwnAndSaysHowItRefuses() {
        List<String> names = new ArrayList<>();
        for (JsonNode path : document().get("paths")) {
            for (JsonNode operation : path) {
                names.add(operation.path("operationId").asText());
                assertThat(operation.path("responses").fieldNames())
                        .toIterable()
                        .as(operation.path("operationId").asText())
                        .contains("400", "401", "403", "414", "429", "431", "500");
            }
        }
        assertThat(names).doesNotContain("").doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }

    @Test
    void anOperationSaysWithWhichStatusItSucceedsAndThatThereMayBeNoSuchThing() {
        JsonNode paths = document().get("paths");

        assertThat(paths.at("/~1api~1v1~1deployments/post/responses").fieldNames())
                .toIterable()
                .contains("202", "409", "415")
                .doesNotContain("200", "404");
        assertThat(paths.at("/~1api~1v1~1deployments~1{id}/get/responses").fieldNames())
                .toIterable()
                .contains("200", "404")
                .doesNotContain("409", "415");
    }

    @Test
    void whatIsTooLongIsRefusedAsItSays() throws IOException, InterruptedException {
        URI operators = document.resolve("/api/v1/operators");
        URI tooLong = document.resolve("/api/v1/operators?label=" + "a".repeat(4_100));

        assertThat(status(HttpRequest.newBuilder(tooLong))).isEqualTo(414);
        assertThat(status(HttpRequest.newBuilder(operators).header("X-Filler", "a".repeat(8_200))))
                .isEqualTo(431);
    }

    /// Over a connection of its own, which the server ends with such an answer.
    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void itIsOpenApi31WithTheProblemTokensAndExamples() {
        JsonNode document = document();

        assertThat(document.get("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/components/schemas/Problem/properties/error").isMissingNode())
                .isFalse();
        assertThat(document.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
        JsonNode login = document.at("/paths/~1api~1v1~1authentication~1login/post");
        assertThat(login.at("/requestBody/content/application~1json/example/username")
                        .asText())
                .isEqualTo("admin");
        assertThat(login.at("/responses/200/content/application~1json/example/user/role")
                        .asText())
                .isEqualTo("Admin");
    }

    @Test
    void theClusterAffinityOfAnOperatorIsDescribedWithItsParts() {
        JsonNode document = document();

        JsonNode affinity = document.at("/components/schemas/ClusterAffinity");
        assertThat(affinity.get("description").asText()).contains("Empty is every cluster");
        assertThat(affinity.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("environments", "matchLabels", "matchExpressions");
        assertThat(document.at("/components/schemas/OperatorRequest/properties/clusterAffinity")
                        .toString())
                .contains("#/components/schemas/ClusterAffinity\"");
        assertThat(document.at("/paths/~1api~1v1~1operators/post/requestBody/content/application~1json/example")
                        .at("/clusterAffinity/matchExpressions/0/operator")
                        .asText())
                .isEqualTo("In");
    }

    @Test
    void aClusterTargetIsDescribedWhereAKubeconfigIs() {
        JsonNode document = document();

        JsonNode target = document.at("/components/schemas/ClusterTargetReference");
        assertThat(target.get("description").asText()).contains("instead of a kubeconfig");
        assertThat(target.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("cluster", "namespace", "name");
        for (String request : List.of("ClusterRequest", "ClusterChange")) {
            assertThat(document.at("/components/schemas/" + request + "/properties/clusterTarget")
                            .toString())
                    .contains("#/components/schemas/ClusterTargetReference\"");
        }
        assertThat(document.at("/paths/~1api~1v1~1clusters/post/responses/404/content/application~1problem+json/schema")
                        .toString())
                .contains("Problem");
        assertThat(document.at("/paths/~1api~1v1~1clusters~1{name}/put/requestBody/content/application~1json/example")
                        .at("/clusterTarget/cluster")
                        .asText())
                .isEqualTo("hub");
    }

    @Test
    void everyExampleIsThatOfAnOperation() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode path : document().get("paths")) {
            path.forEach(operation -> names.add(operation.path("operationId").asText()));
        }
        Path examples = Path.of("src/main/resources/openapi/examples");
        try (Stream<Path> files = Files.list(examples)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
                    .isNotEmpty()
                    .isSubsetOf(names);
        }
    }

    private JsonNode document() {
        return new Http(document).get("/openapi.json").json();
    }
}
