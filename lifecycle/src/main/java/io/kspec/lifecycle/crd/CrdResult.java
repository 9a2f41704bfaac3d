package io.kspec.lifecycle.crd;

import io.kspec.core.failure.Failure;

/// What reading a document as a CustomResourceDefinition came to.
public sealed interface CrdResult {
    record Parsed(Crd crd) implements CrdResult {}

    /// The document is no CustomResourceDefinition, or lacks what names one.
    record Unreadable(Failure why) implements CrdResult {}
}
