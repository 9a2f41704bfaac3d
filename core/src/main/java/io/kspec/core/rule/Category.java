package io.kspec.core.rule;

/// The section of the specification that a rule belongs to, spelled as reports print it.
public enum Category {
    KUBERNETES("kubernetes"),
    POD_SECURITY("podSecurity"),
    NETWORK("network"),
    WORKLOADS("workloads"),
    RBAC("rbac"),
    ADMISSION("admission"),
    OBSERVABILITY("observability"),
    COMPLIANCE("compliance"),
    SPECIFICATION("specification");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
