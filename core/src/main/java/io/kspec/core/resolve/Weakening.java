package io.kspec.core.resolve;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.resolve.Piece.Section;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where a specification demands less than one that it builds on.
///
/// A list of what is allowed is weaker when it allows more; a list of demands when one is gone. A container field or
/// a rule of one's own that is demanded with another value counts as weaker, because which of two values is stricter
/// cannot be known, unless the new demand includes the old one. **Not seen** are another `podSecurity.version`, an
/// exemption that ends later, and what is never inherited (scope, times, exemptions, mode).
final class Weakening {
    /// How each field is compared, by its path below `spec`.
    static final Map<String, Measure> MEASURES = new TreeMap<>(Map.ofEntries(
            entry("kubernetes.minVersion", Measure.OLDEST_VERSION),
            entry("kubernetes.maxVersion", Measure.NEWEST_VERSION),
            entry("kubernetes.excludedVersions", Measure.EVERY_ENTRY),
            entry("kubernetes.requireSupported", Measure.SWITCH),
            entry("podSecurity.enforce", Measure.LEVEL),
            entry("podSecurity.audit", Measure.LEVEL),
            entry("podSecurity.warn", Measure.LEVEL),
            entry("network.requireNetworkPolicies", Measure.SWITCH),
            entry("network.defaultDenyIngress", Measure.SWITCH),
            entry("network.defaultDenyEgress", Measure.SWITCH),
            entry("network.requiredPolicies", Measure.EVERY_NAME),
            entry("network.allowedServiceTypes", Measure.ALLOWED),
            entry("network.disallowedPorts", Measure.EVERY_ENTRY),
            entry("workloads.containers.required", DemandedFields.REQUIRED),
            entry("workloads.containers.forbidden", DemandedFields.FORBIDDEN),
            entry("workloads.images.allowedRegistries", Measure.REGISTRIES),
            entry("workloads.images.blockedRegistries", Measure.EVERY_ENTRY),
            entry("workloads.images.requireDigests", Measure.SWITCH),
            entry("workloads.images.requireSignatures", Measure.SWITCH),
            entry("workloads.images.disallowLatestTag", Measure.SWITCH),
            entry("workloads.resources.requests", Measure.EVERY_ENTRY),
            entry("workloads.resources.limits", Measure.EVERY_ENTRY),
            entry("workloads.pods.requireReadOnlyRootFilesystem", Measure.SWITCH),
            entry("workloads.pods.disallowServiceAccountTokens", Measure.SWITCH),
            entry("workloads.pods.disallowHostPorts", Measure.SWITCH),
            entry("workloads.pods.disallowSecretsInEnv", Measure.SWITCH),
            entry("workloads.metadata.requiredLabels", Measure.EVERY_ENTRY),
            entry("workloads.metadata.requiredAnnotations", Measure.EVERY_ENTRY),
            entry("rbac.disallowDefaultServiceAccountTokens", Measure.SWITCH),
            entry("rbac.disallowClusterAdminBindings", Measure.SWITCH),
            entry("rbac.disallowWildcards", Measure.SWITCH),
            entry("rbac.disallowEscalation", Measure.SWITCH),
            entry("rbac.disallowBroadSecretAccess", Measure.SWITCH),
            entry("rbac.disallowBroadPodCreation", Measure.SWITCH),
            entry("rbac.disallowAnonymousAccess", Measure.SWITCH),
            entry("rbac.disallowSensitiveGrants", Measure.SWITCH),
            entry("rbac.minimumRules", Measure.EVERY_ENTRY),
            entry("rbac.forbiddenRules", Measure.EVERY_ENTRY),
            entry("admission.requireKyverno", Measure.SWITCH),
            entry("admission.requirePolicyReports", Measure.SWITCH),
            entry("admission.required", DemandedFields.CONFIGURATIONS),
            entry("admission.policies.minCount", Measure.NUMBER),
            entry("admission.policies.requiredPolicies", Measure.EVERY_NAME),
            entry("observability.metrics.required", Measure.SWITCH),
            entry("observability.metrics.providers", Measure.ALLOWED),
            entry("observability.logging.auditLog.required", Measure.SWITCH),
            entry("observability.logging.auditLog.minRetentionDays", Measure.NUMBER),
            entry("compliance.frameworks", Measure.EVERY_NAME),
            entry("rules", DemandedFields.RULES)));

    /// Compared otherwise: below, or not at all because no order is known.
    static final Set<String> OTHERS = Set.of(
            "network.defaultDeny",
            "podSecurity.exemptions",
            "podSecurity.version",
            "workloads.probes.liveness.kinds",
            "workloads.probes.readiness.kinds",
            "workloads.probes.startup.kinds",
            "workloads.pods.hostPaths.allowed");

    /// Sections that demand something by being there, with a list that narrows or widens the demand.
    private static final Map<String, Measure> SECTIONS = new TreeMap<>(Map.of(
            "workloads.probes.liveness", Measure.PROBED,
            "workloads.probes.readiness", Measure.PROBED,
            "workloads.probes.startup", Measure.PROBED,
            "workloads.pods.hostPaths", Measure.HOST_PATHS));

    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final String REMEDY = "Demand as much if that is not meant.";

    private Weakening() {}

    /// Every field in which `effective` demands less than `part`, in the order of the paths.
    static List<SpecProblem> of(Section part, Section effective) {
        ObjectNode before = plain(part);
        ObjectNode after = plain(effective);
        var found = new ArrayList<SpecProblem>();
        Stream.of(MEASURES, SECTIONS)
                .forEach(measures -> measures.forEach((field, measure) -> {
                    FieldPath path = FieldPath.of(field);
                    JsonNode demanded = before.at(path.pointer());
                    if (!demanded.isMissingNode()) {
                        measure.loss(demanded, after.at(path.pointer()))
                                .ifPresent(loss -> found.add(weaker(path, loss, source(part, path))));
                    }
                }));
        FieldPath exemptions = FieldPath.of("podSecurity.exemptions");
        milderNamespaces(before.path("podSecurity"), after.path("podSecurity"))
                .ifPresent(loss -> found.add(weaker(exemptions, loss, source(part, FieldPath.of("podSecurity")))));
        return found;
    }

    private static SpecProblem weaker(FieldPath path, String loss, String source) {
        return new SpecProblem(SPEC.then(path), "demands less than %s: %s".formatted(source, loss), REMEDY);
    }

    /// Who declared it; of a list or section, who declared its first entry.
    private static String source(Section part, FieldPath path) {
        List<String> wanted = SPEC.then(path).segments();
        return part.origins().stream()
                .filter(origin -> origin.path().segments().size() >= wanted.size()
                        && origin.path().segments().subList(0, wanted.size()).equals(wanted))
                .map(Origin::source)
                .findFirst()
                .orElse("what it builds on");
    }

    /// With the old word for both directions written as the two new ones.
    private static ObjectNode plain(Section sections) {
        ObjectNode tree = sections.tree();
        if (tree.path("network") instanceof ObjectNode network
                && network.path("defaultDeny").asBoolean(false)) {
            network.put("defaultDenyIngress", true).put("defaultDenyEgress", true);
        }
        return tree;
    }

    private static Optional<String> milderNamespaces(JsonNode before, JsonNode after) {
        var milder = new ArrayList<String>();
        for (JsonNode exemption : after.path("exemptions")) {
            String namespace = exemption.path("namespace").asText();
            JsonNode demanded = before.path("enforce");
            for (JsonNode known : before.path("exemptions")) {
                demanded = known.path("namespace").asText().equals(namespace) ? known.path("level") : demanded;
            }
            if (!demanded.isMissingNode()
                    && Measure.LEVEL.loss(demanded, exemption.path("level")).isPresent()) {
                milder.add("%s may be %s"
                        .formatted(namespace, exemption.path("level").asText()));
            }
        }
        return milder.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", milder));
    }
}
