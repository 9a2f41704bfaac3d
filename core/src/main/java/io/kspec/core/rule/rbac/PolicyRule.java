package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.StreamSupport;

/// One rule of a role, read as the API server reads it.
///
/// @param path where the role says it
record PolicyRule(FieldPath path, List<String> apiGroups, List<String> resources, List<String> verbs) {
    static final String ANY = "*";

    PolicyRule {
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        verbs = List.copyOf(verbs);
    }

    static PolicyRule of(FieldPath path, JsonNode rule) {
        return new PolicyRule(
                path, texts(rule.path("apiGroups")), texts(rule.path("resources")), texts(rule.path("verbs")));
    }

    /// Whether it gives the verb on the resource, on some objects at least: a wildcard covers every value, and
    /// `*/token` the subresource of every resource. `*` as an argument is covered by a wildcard alone.
    boolean gives(String apiGroup, String resource, String verb) {
        return covers(apiGroups, apiGroup) && coversResource(resource) && covers(verbs, verb);
    }

    boolean givesEverything() {
        return gives(ANY, ANY, ANY);
    }

    private boolean coversResource(String resource) {
        int slash = resource.indexOf('/');
        return covers(resources, resource) || (slash > 0 && resources.contains(ANY + resource.substring(slash)));
    }

    private static boolean covers(List<String> given, String sought) {
        return given.contains(ANY) || given.contains(sought);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.asText(""))
                .toList();
    }
}
