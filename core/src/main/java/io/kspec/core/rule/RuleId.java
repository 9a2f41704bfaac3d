package io.kspec.core.rule;

/// Names one demand of a rulebook.
///
/// @param rule the rule's own name in kebab case, `required-container-fields-are-set`; the same for every instance
/// @param parameter what tells instances of one rule apart, `securityContext.runAsNonRoot`; empty when there is
///     only one
public record RuleId(String rule, String parameter) {
    public RuleId(String rule) {
        this(rule, "");
    }

    /// `rule` or `rule[parameter]`; unique within a rulebook.
    @Override
    public String toString() {
        return parameter.isEmpty() ? rule : "%s[%s]".formatted(rule, parameter);
    }
}
