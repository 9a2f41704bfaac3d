package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.CustomRule;
import io.kspec.core.spec.NamespaceScope;
import io.kspec.core.spec.PolicyExemption;
import io.kspec.core.verdict.FieldPath;
import java.util.HashSet;
import java.util.List;

/// What a specification speaks of: clusters, namespaces, exemptions.
final class ScopeSection {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int SHORTEST_REASON = 10;

    private ScopeSection() {}

    static void check(ClusterSpec spec, Notes notes) {
        if (spec.clusterRef() != null && spec.clusterSelector() != null) {
            notes.problem(
                    SPEC.field("clusterSelector"),
                    "is set beside clusterRef",
                    "Name one cluster with clusterRef, or select many with clusterSelector.");
        }
        NamespaceScope scope = spec.namespaceScope();
        if (scope != null) {
            check(scope, notes);
        }
        exemptions(spec, notes);
    }

    private static void check(NamespaceScope scope, Notes notes) {
        for (int position = 0; position < scope.includeNamespaces().size(); position++) {
            String name = scope.includeNamespaces().get(position);
            if (scope.excludeNamespaces().contains(name)) {
                notes.warning(
                        SPEC.field("namespaceScope").field("includeNamespaces").index(position),
                        quoted(name) + " is in excludeNamespaces as well, which wins",
                        "Remove it from one of the two lists.");
            }
        }
    }

    private static void exemptions(ClusterSpec spec, Notes notes) {
        List<PolicyExemption> exemptions = spec.policyExemptions();
        var names = new HashSet<String>();
        for (int position = 0; position < exemptions.size(); position++) {
            PolicyExemption exemption = exemptions.get(position);
            FieldPath at = SPEC.field("policyExemptions").index(position);
            if (exemption.name() != null && !names.add(exemption.name())) {
                notes.problem(
                        at.field("name"),
                        quoted(exemption.name()) + " names another exemption already",
                        "Give each exemption a name of its own.");
            }
            if (exemption.reason() == null || exemption.reason().strip().length() < SHORTEST_REASON) {
                notes.warning(
                        at.field("reason"),
                        "does not say why the exemption is needed",
                        "Write at least %d characters.".formatted(SHORTEST_REASON));
            }
            if (exemption.approver() == null || exemption.approver().isBlank()) {
                notes.warning(at.field("approver"), "is not set", "Say who approved the exemption.");
            }
            if (exemption.expiresAt() == null) {
                notes.warning(at.field("expiresAt"), "is not set: the exemption never ends", "Write when it ends.");
            } else if (!Times.isInstant(exemption.expiresAt())) {
                notes.problem(
                        at.field("expiresAt"),
                        quoted(exemption.expiresAt()) + " is no RFC 3339 time",
                        Times.INSTANT_REMEDY);
            }
            checks(exemption.checks(), spec.rules(), at.field("checks"), notes);
        }
    }

    private static void checks(List<String> checks, List<CustomRule> own, FieldPath at, Notes notes) {
        for (int position = 0; position < checks.size(); position++) {
            RuleWords.check(checks.get(position), own, at.index(position), notes);
        }
    }
}
