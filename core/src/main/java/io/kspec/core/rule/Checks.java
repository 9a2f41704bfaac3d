package io.kspec.core.rule;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The words by which a specification, an exemption or a filter may name rules.
///
/// A word is the name of a check (`rbac-cluster-admin`: every rule of that check), one of the seven dotted names of
/// older specifications (`rbac.validation`: every rule of that section), the name of a rule
/// (`container-field-is-set`: every instance of it) or the id of one instance
/// (`container-field-is-set[securityContext.runAsNonRoot]`). Upper and lower case are told apart.
public final class Checks {
    private static final Map<String, Category> OLDER = Map.of(
            "kubernetes.version", Category.KUBERNETES,
            "podsecurity.standards", Category.POD_SECURITY,
            "network.policies", Category.NETWORK,
            "workload.security", Category.WORKLOADS,
            "rbac.validation", Category.RBAC,
            "admission.controllers", Category.ADMISSION,
            "observability.validation", Category.OBSERVABILITY);

    private Checks() {}

    /// Whether `word` names this rule.
    public static boolean names(String word, RuleId id, RuleCard card) {
        return word.equals(card.check())
                || word.equals(id.rule())
                || word.equals(id.toString())
                || card.category() == OLDER.get(word);
    }

    /// Whether `word` names this kind, or one instance of it.
    public static boolean names(String word, RuleKind kind) {
        return names(ruleOf(word), new RuleId(kind.name()), kind.card());
    }

    /// Whether `word` names any rule there is. Which parameters a rule takes is not looked at.
    public static boolean known(String word) {
        return OLDER.containsKey(word) || Rules.ALL.stream().anyMatch(kind -> names(word, kind));
    }

    /// Every word that names a rule, without the ids of instances; for telling what a misspelt one was meant to be.
    public static SortedSet<String> words() {
        var words = new TreeSet<>(OLDER.keySet());
        for (RuleKind kind : Rules.ALL) {
            words.add(kind.card().check());
            words.add(kind.name());
        }
        return words;
    }

    /// `rule` of `rule[parameter]`; any other word as it is.
    private static String ruleOf(String word) {
        int bracket = word.indexOf('[');
        return bracket > 0 && word.endsWith("]") ? word.substring(0, bracket) : word;
    }
}
