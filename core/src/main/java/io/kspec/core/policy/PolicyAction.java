package io.kspec.core.policy;

/// What a policy does with an object that breaks it.
enum PolicyAction {
    DENY("Deny"),
    WARN("Warn"),
    AUDIT("Audit");

    private final String word;

    PolicyAction(String word) {
        this.word = word;
    }

    /// As `validationActions` spells it.
    String word() {
        return word;
    }

    /// What happens when the policy itself cannot be evaluated: only a denial is worth refusing for.
    String failurePolicy() {
        return this == DENY ? "Fail" : "Ignore";
    }
}
