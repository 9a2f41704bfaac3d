package io.kspec.core.resolve;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is inherited of a specification, and how the entries of its lists are told apart.
final class Inherited {
    /// The sections that demand something of a cluster. A template may hold these and no others.
    static final List<String> SECTIONS = List.of(
            "kubernetes",
            "podSecurity",
            "network",
            "workloads",
            "rbac",
            "admission",
            "observability",
            "compliance",
            "rules");

    /// The fields that make two entries the same, by the path of the list; none means the whole entry.
    static final Map<String, List<String>> KEYS = Map.ofEntries(
            entry("kubernetes.excludedVersions", List.of()),
            entry("podSecurity.exemptions", List.of("namespace")),
            entry("network.requiredPolicies", List.of("name")),
            entry("network.allowedServiceTypes", List.of()),
            entry("network.disallowedPorts", List.of()),
            entry("workloads.containers.required", List.of("key")),
            entry("workloads.containers.forbidden", List.of("key")),
            entry("workloads.images.allowedRegistries", List.of()),
            entry("workloads.images.blockedRegistries", List.of()),
            entry("workloads.probes.liveness.kinds", List.of()),
            entry("workloads.probes.readiness.kinds", List.of()),
            entry("workloads.probes.startup.kinds", List.of()),
            entry("workloads.resources.requests", List.of()),
            entry("workloads.resources.limits", List.of()),
            entry("workloads.pods.hostPaths.allowed", List.of()),
            entry("workloads.metadata.requiredLabels", List.of()),
            entry("workloads.metadata.requiredAnnotations", List.of()),
            entry("rbac.minimumRules", List.of()),
            entry("rbac.forbiddenRules", List.of()),
            entry("admission.required", List.of("type", "namePattern")),
            entry("admission.policies.requiredPolicies", List.of("name")),
            entry("observability.metrics.providers", List.of()),
            entry("compliance.frameworks", List.of("name")),
            entry("rules", List.of("name")));

    private Inherited() {}

    /// The inherited sections of a whole specification.
    static ObjectNode of(ObjectNode specification) {
        ObjectNode inherited = specification.objectNode();
        SECTIONS.stream().filter(specification::has).forEach(name -> inherited.set(name, specification.get(name)));
        return inherited;
    }

    /// What makes an entry the same as another of the list at `path` (from `spec`). Frameworks are named by a text
    /// or by an object with a name.
    static String key(FieldPath path, JsonNode entry) {
        List<String> fields = KEYS.getOrDefault(below(path), List.of());
        if (entry.isTextual()) {
            return entry.asText();
        }
        return entry.isObject() && !fields.isEmpty()
                ? fields.stream().map(field -> entry.path(field).asText("")).collect(Collectors.joining("\n"))
                : entry.toString();
    }

    private static String below(FieldPath path) {
        return String.join(".", path.segments().subList(1, path.segments().size()));
    }
}
