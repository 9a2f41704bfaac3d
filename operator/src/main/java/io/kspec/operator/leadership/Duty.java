package io.kspec.operator.leadership;

/// Something that only the leader does: it begins with a term, in objects of its own, and ends with it.
@FunctionalInterface
public interface Duty {
    /// Starts the work of one term.
    ///
    /// @return what ends it; called once, when the term is over or the process stops
    AutoCloseable begin(Term term);
}
