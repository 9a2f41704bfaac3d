package io.kspec.core.rulebook;

import io.kspec.core.scope.NamespaceLabels;
import java.time.Instant;

/// What a verdict depends on besides the object and the rulebook.
///
/// @param namespaces what is known of the labels of namespaces
/// @param now the time of judging: windows open and exemptions expire by it
public record Circumstances(NamespaceLabels namespaces, Instant now) {}
