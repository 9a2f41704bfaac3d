package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.CrdVersion;

/// A version that two definitions have.
public record VersionPair(CrdVersion before, CrdVersion after) {
    public Where where() {
        return Where.version(after.name());
    }

    public String name() {
        return after.name();
    }
}
