package io.kspec.operator.guard;

import io.kspec.kube.write.ObjectKind;

/// Names a guard: guards are cluster-scoped, so kind and name are enough.
public record GuardId(ObjectKind kind, String name) {
    @Override
    public String toString() {
        return kind.kind() + " " + name;
    }
}
