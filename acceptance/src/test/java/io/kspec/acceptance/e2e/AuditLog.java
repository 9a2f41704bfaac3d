package io.kspec.acceptance.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the API server wrote down of the requests of accounts in kspec's namespace.
final class AuditLog {
    /// `RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "r" to ServiceAccount "a/n"`
    private static final Pattern ROLE = Pattern.compile(" of (?:Cluster)?Role \"([^\"]+)\" to ServiceAccount");

    private AuditLog() {}

    /// `<role> <verb> <group>/<resource>` of every request that a role allowed and the API server carried out, or
    /// could not because the kind is not installed. A resource is named as in roles: `pods/status`.
    static Set<String> allowed(Path log) {
        var mapper = new ObjectMapper();
        var seen = new TreeSet<String>();
        try (Stream<String> lines = Files.lines(log)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode event = mapper.readTree(line);
                Matcher role = ROLE.matcher(event.path("annotations")
                        .path("authorization.k8s.io/reason")
                        .asText(""));
                if (role.find() && carriedOut(event.at("/responseStatus/code").asInt())) {
                    seen.add("%s %s %s"
                            .formatted(role.group(1), event.path("verb").asText(), resource(event)));
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return seen;
    }

    private static boolean carriedOut(int code) {
        return code / 100 <= 2 || code == 404 || code == 409;
    }

    private static String resource(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String part = object.path("subresource").asText("");
        return "%s/%s%s"
                .formatted(
                        object.path("apiGroup").asText(""),
                        object.path("resource").asText(),
                        part.isEmpty() ? "" : "/" + part);
    }
}
