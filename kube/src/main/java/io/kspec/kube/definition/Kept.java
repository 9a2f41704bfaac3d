package io.kspec.kube.definition;

/// What of a live definition stays as it is while a new one is applied.
public enum Kept {
    /// Which version is stored: objects are not rewritten yet, and the way back stays open.
    STORAGE_FLAG,
    /// How and by whom versions are converted: the new endpoint is not up, or not yet the one that serves.
    CONVERSION
}
