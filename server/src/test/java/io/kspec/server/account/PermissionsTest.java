package io.kspec.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.access.Role;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may call what, cell by cell, against the running server. The rows are data: `account/permissions.csv`.
@ServerTest
final class PermissionsTest {
    private static final List<Role> COLUMNS = List.of(Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer);

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    /// `cells` in the order of [#COLUMNS]; the single cell `anyone` means that no token is asked for.
    record Row(String method, String path, List<String> cells) {
        boolean anyone() {
            return cells.equals(List.of("anyone"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream file = PermissionsTest.class.getResourceAsStream("/account/permissions.csv")) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PermissionsTest::row);
        }
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        String[] endpoint = cells.getFirst().split("\\s+", -1);
        return new Row(endpoint[0], endpoint[1], cells.subList(1, cells.size()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whoMayAndWhoMayNot(Row row) {
        assertThat(status(row, new Http(server))).as("without a token").satisfies(status -> {
            if (!row.anyone()) {
                assertThat(status).isEqualTo(401);
            }
        });
        for (int i = 0; i < COLUMNS.size(); i++) {
            Role role = COLUMNS.get(i);
            int status = status(row, new Http(server).with(callers.token(role)));
            if (row.anyone() || row.cells().get(i).equals("yes")) {
                assertThat(status).as("%s as %s", row, role).isNotEqualTo(403);
            } else {
                assertThat(row.cells().get(i)).isEqualTo("no");
                assertThat(status).as("%s as %s", row, role).isEqualTo(403);
            }
        }
    }

    /// A body that no endpoint accepts, so that nothing is done where the caller may.
    private static int status(Row row, Http http) {
        String path = row.path().replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000000");
        return http.send(row.method(), path, HttpRequest.BodyPublishers.ofString("{\"no\":\"field\"}"))
                .status();
    }

    @Test
    void everyEndpointHasARow() throws IOException {
        TreeSet<String> served = new TreeSet<>();
        new Http(server)
                .get("/openapi.json").json().get("paths").properties().stream()
                        .filter(path -> !path.getKey().startsWith("/api/v1/samples"))
                        .forEach(path -> methods(path).forEach(method -> served.add(method + " " + path.getKey())));

        assertThat(rows().map(Row::toString)).containsExactlyInAnyOrderElementsOf(served);
    }

    private static Stream<String> methods(Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> path) {
        Iterable<String> names = () -> path.getValue().fieldNames();
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name ->
                        List.of("get", "post", "put", "delete", "patch", "head").contains(name))
                .map(name -> name.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void anEndpointThatSaysNothingIsClosed() {
        Http admin = new Http(server).with(callers.token(Role.values()));
        assertThat(admin.get("/api/v1/samples/forgotten").status()).isEqualTo(403);
    }
}
