package io.kspec.server.trace;

/// What an act is about: an attribute of spans and, where people search for it, a field of log lines.
public enum Fact {
    OPERATOR("operator.name", "operatorName"),
    VERSION("operator.version", "version"),
    CLUSTER("cluster.name", "cluster"),
    DEPLOYMENT("deployment.id", "deploymentId"),
    STRATEGY("deployment.strategy", ""),
    /// From 0.
    WAVE("deployment.wave", "");

    private final String attribute;
    private final String field;

    Fact(String attribute, String field) {
        this.attribute = attribute;
        this.field = field;
    }

    String attribute() {
        return attribute;
    }

    /// Empty for what log lines do not carry.
    String field() {
        return field;
    }
}
