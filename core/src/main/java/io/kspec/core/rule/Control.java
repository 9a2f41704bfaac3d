package io.kspec.core.rule;

/// A control of a framework that a rule is evidence for, for example `cis-1.12` and `5.2.2`.
public record Control(String framework, String id) {
    /// `cis-1.12/5.2.2`, as reports print it.
    public String display() {
        return framework + "/" + id;
    }
}
