package io.kspec.core.document;

/// What one document of a text came to.
public sealed interface Parsed permits Document, Broken {
    /// The file the text came from, or what stands for it.
    String source();
}
