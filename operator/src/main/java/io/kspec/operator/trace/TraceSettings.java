package io.kspec.operator.trace;

import java.util.Optional;

/// Where traces go.
///
/// @param endpoint base URL of an OTLP receiver over HTTP; empty for no traces
public record TraceSettings(Optional<String> endpoint) {}
