package io.kspec.core.validation;

import io.kspec.core.verdict.FieldPath;

/// A field that was set and whose feature is not built yet.
///
/// @param judgesWorkloads whether its results would speak of workloads (then a scan of files asks for it as well)
///     or of the cluster as a whole
public record UnbuiltField(FieldPath path, boolean judgesWorkloads) {}
