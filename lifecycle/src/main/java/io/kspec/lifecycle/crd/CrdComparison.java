package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.CrdRule;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.SchemaContext;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.rule.identity.CrdMissingFromBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Compares definitions by the catalogue of [CrdRules].
///
/// **Answers** findings of everything that differs, and of what the surroundings tell. A finding that the old
/// definition draws by itself already is not told again. The same documents give the same findings in the same order,
/// whatever the order of their keys. Never throws.
/// **Cost** linear in the size of the two documents.
public final class CrdComparison {
    private static final List<DefinitionRule> DEFINITION_RULES = rules(DefinitionRule.class);
    private static final List<VersionRule> VERSION_RULES = rules(VersionRule.class);

    private CrdComparison() {}

    /// Compares what is live with what is to come.
    ///
    /// @param live the definition that is there; empty when it is to be created
    /// @param next the definition that is to be applied
    public static Comparison compare(Optional<Crd> live, Crd next, Surroundings surroundings) {
        List<Finding> findings = findings(new Change(live, next, surroundings));
        boolean assumed = live.isPresent() && !live.get().hasStoredVersions();
        return Comparison.of(
                next.name(),
                assumed,
                findings,
                live.map(old -> reverse(old, next)).orElse(List.of()));
    }

    /// What it comes to that a definition which was there is not part of the new bundle.
    public static Comparison missing(Crd live) {
        return Comparison.of(live.name(), !live.hasStoredVersions(), List.of(CrdMissingFromBundle.of(live)), List.of());
    }

    /// Compares two bare `openAPIV3Schema`; the findings name no version.
    public static Comparison compareSchemas(JsonNode old, JsonNode next) {
        var context = new SchemaContext("", Map.of(), Optional.empty());
        return Comparison.of(
                "",
                true,
                SchemaComparison.of(context, Optional.of(old), next),
                SchemaComparison.of(context, Optional.of(next), old));
    }

    /// What the API server would be asked to do by putting the old definition back, with the versions that objects
    /// would be stored in by then.
    private static List<Finding> reverse(Crd live, Crd next) {
        var stored = new TreeSet<>(live.storedVersions());
        next.storage().map(CrdVersion::name).ifPresent(stored::add);
        return findings(new Change(Optional.of(next.withStoredVersions(stored)), live, Surroundings.none()));
    }

    private static List<Finding> findings(Change change) {
        var findings = new ArrayList<Finding>();
        DEFINITION_RULES.forEach(rule -> findings.addAll(rule.judge(change)));
        for (CrdVersion version : change.after().versions()) {
            Optional<CrdVersion> before = change.before().flatMap(old -> old.version(version.name()));
            before.ifPresent(
                    old -> VERSION_RULES.forEach(rule -> findings.addAll(rule.judge(new VersionPair(old, version)))));
            version.schema()
                    .ifPresent(schema -> findings.addAll(
                            SchemaComparison.of(context(change, version), before.flatMap(CrdVersion::schema), schema)));
        }
        change.before().ifPresent(old -> findings.addAll(UnreadKeys.of(old, change.after())));
        return findings;
    }

    private static SchemaContext context(Change change, CrdVersion version) {
        var others = new HashMap<String, JsonNode>();
        change.after().versions().stream()
                .filter(other -> !other.name().equals(version.name()))
                .forEach(other -> other.schema().ifPresent(schema -> others.put(other.name(), schema)));
        return new SchemaContext(version.name(), others, change.surroundings().oldestMinor());
    }

    private static <T extends CrdRule> List<T> rules(Class<T> kind) {
        return CrdRules.all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
