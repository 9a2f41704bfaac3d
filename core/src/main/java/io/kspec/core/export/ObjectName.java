package io.kspec.core.export;

import io.kspec.core.verdict.SubjectRef;

/// How formats name an object of a cluster.
final class ObjectName {
    private ObjectName() {}

    /// `shop/Deployment/web`; `Namespace/shop` for what has no namespace.
    static String slashed(SubjectRef subject) {
        String object = "%s/%s".formatted(subject.kind(), subject.name());
        return subject.namespace().isEmpty() ? object : subject.namespace() + "/" + object;
    }
}
