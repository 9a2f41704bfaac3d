package io.kspec.server.audit;

/// The part of the product an event belongs to.
public enum Category {
    Authentication,
    Operator,
    Cluster,
    Deployment,
    Crd,
    Approval,
    Configuration
}
