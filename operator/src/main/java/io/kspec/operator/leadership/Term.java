package io.kspec.operator.leadership;

/// One span of leadership of this replica.
@FunctionalInterface
public interface Term {
    /// Whether this replica may still write. Asked right before every write: once false, never true again.
    boolean holds();
}
