package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sections of a specification in which today's format says something otherwise. Doing so again changes nothing.
final class Sections {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath KUBERNETES = SPEC.field("kubernetes");
    private static final FieldPath NETWORK = SPEC.field("network");
    private static final FieldPath IMAGES = SPEC.field("workloads").field("images");
    private static final FieldPath ADMISSION = SPEC.field("admission").field("required");
    private static final FieldPath FRAMEWORKS = SPEC.field("compliance").field("frameworks");
    private static final String NO_EFFECT = "had no effect in the older kspec; now it is read";
    private static final Set<String> OLDER_CHECKS = Set.of(
            "kubernetes.version",
            "podsecurity.standards",
            "network.policies",
            "workload.security",
            "rbac.validation",
            "admission.controllers",
            "observability.validation");

    private Sections() {}

    static void rewrite(Draft draft) {
        versions(draft);
        network(draft);
        ContainerValues.rewrite(draft);
        images(draft);
        roles(draft);
        admission(draft);
        frameworks(draft);
    }

    /// The places of a list's entries that are objects, last first: what is done to one does not move those to come.
    static List<FieldPath> objects(Draft draft, FieldPath list) {
        return entries(draft, list).filter(at -> draft.object(at).isPresent()).toList();
    }

    private static Stream<FieldPath> entries(Draft draft, FieldPath list) {
        int size = draft.at(list).isArray() ? draft.at(list).size() : 0;
        return Stream.iterate(size - 1, position -> position >= 0, position -> position - 1)
                .map(list::index);
    }

    private static void versions(Draft draft) {
        for (String bound : List.of("minVersion", "maxVersion")) {
            version(draft, KUBERNETES.field(bound));
        }
        entries(draft, KUBERNETES.field("excludedVersions")).forEach(at -> version(draft, at));
        FieldPath newest = KUBERNETES.field("maxVersion");
        String text = draft.at(newest).asText("");
        if (draft.at(newest).isTextual() && text.matches("[0-9]+[.][0-9]+[.]0")) {
            draft.carried(
                    newest,
                    "refuses every later patch, as before; \"%s\" would cover them"
                            .formatted(text.substring(0, text.length() - 2)));
        }
    }

    private static void version(Draft draft, FieldPath at) {
        JsonNode written = draft.at(at);
        if (!written.isTextual()) {
            return;
        }
        Words.kubernetesVersion(written.asText())
                .filter(plain -> !plain.equals(written.asText()))
                .ifPresent(plain -> {
                    draft.renamed(at, at, "%s is written as %s".formatted(written.asText(), plain));
                    draft.set(at, TextNode.valueOf(plain));
                });
    }

    private static void network(Draft draft) {
        FieldPath both = NETWORK.field("defaultDeny");
        if (draft.at(both).isBoolean()) {
            boolean deny = draft.at(both).asBoolean();
            FieldPath ingress = NETWORK.field("defaultDenyIngress");
            draft.renamed(
                    both,
                    ingress,
                    deny ? "true is defaultDenyIngress and defaultDenyEgress" : "false is neither direction");
            draft.remove(both);
            if (deny) {
                draft.set(ingress, BooleanNode.TRUE);
                draft.set(NETWORK.field("defaultDenyEgress"), BooleanNode.TRUE);
            }
        }
        for (String field : List.of("allowedServiceTypes", "disallowedPorts")) {
            if (!draft.at(NETWORK.field(field)).isEmpty()) {
                draft.carried(NETWORK.field(field), NO_EFFECT);
            }
        }
    }

    private static void images(Draft draft) {
        for (String field : List.of("requireDigests", "requireSignatures")) {
            if (draft.at(IMAGES.field(field)).equals(BooleanNode.FALSE)) {
                draft.omitted(IMAGES.field(field), "false is what unset means");
            }
        }
        if (draft.at(IMAGES.field("requireSignatures")).asBoolean(false)) {
            draft.carried(IMAGES.field("requireSignatures"), NO_EFFECT);
        }
        for (String list : List.of("allowedRegistries", "blockedRegistries")) {
            entries(draft, IMAGES.field(list))
                    .filter(at -> draft.at(at).asText("").endsWith("/*"))
                    .forEach(at -> draft.carried(
                            at, "now also speaks of repositories directly below it, not only of deeper ones"));
        }
    }

    /// Absent meant the core group to the older program.
    private static void roles(Draft draft) {
        for (String list : List.of("minimumRules", "forbiddenRules")) {
            for (FieldPath rule : objects(draft, SPEC.field("rbac").field(list))) {
                if (!draft.at(rule).has("apiGroup")) {
                    draft.set(rule.field("apiGroup"), TextNode.valueOf(""));
                    draft.defaulted(rule.field("apiGroup"), "absent is the core group");
                }
            }
        }
    }

    private static void admission(Draft draft) {
        for (FieldPath at : objects(draft, ADMISSION)) {
            if (!draft.at(at).has("minCount")) {
                draft.set(at.field("minCount"), IntNode.valueOf(0));
                draft.defaulted(at.field("minCount"), "absent is 0, so that nothing is demanded");
            }
            if (draft.at(at.field("type")).asText("").equalsIgnoreCase("kyverno")) {
                kyverno(draft, at);
            }
            pattern(draft, at.field("namePattern"));
        }
    }

    /// The older scanner looked for the pattern anywhere in a name.
    private static void pattern(Draft draft, FieldPath at) {
        String text = draft.at(at).asText("");
        if (text.matches("[A-Za-z0-9-]+[*]")) {
            draft.carried(
                    at, "is a regular expression; what is probably meant is %s".formatted(text.replace("*", ".*")));
        } else if (!text.isEmpty() && !text.endsWith(".*")) {
            draft.carried(at, "must match the whole name now, not a part of it");
        }
    }

    /// The word matched no kind: both kinds of configuration are meant.
    private static void kyverno(Draft draft, FieldPath at) {
        draft.renamed(at, at, "kyverno is no kind: it is one entry per kind of webhook configuration");
        ObjectNode validating = draft.object(at).orElseThrow();
        validating.put("type", "ValidatingWebhookConfiguration").put("namePattern", "^kyverno-.*");
        ObjectNode mutating = validating.deepCopy().put("type", "MutatingWebhookConfiguration");
        draft.insertAfter(at, mutating);
    }

    private static void frameworks(Draft draft) {
        Set<String> known = Rules.ALL.stream().flatMap(Sections::names).collect(Collectors.toSet());
        for (FieldPath framework : objects(draft, FRAMEWORKS)) {
            for (FieldPath control : objects(draft, framework.field("controls"))) {
                for (FieldPath mapping : objects(draft, control.field("mappings"))) {
                    String check = draft.at(mapping.field("check")).asText("");
                    if (!known.contains(check) && !OLDER_CHECKS.contains(check)) {
                        draft.carried(mapping.field("check"), "\"%s\" is no check of kspec".formatted(check));
                    }
                }
            }
        }
    }

    private static Stream<String> names(RuleKind kind) {
        return Stream.of(kind.name(), kind.card().check());
    }
}
