package io.kspec.operator.endpoint;

/// Where the process tells of itself.
///
/// @param healthPort of `/healthz` and `/readyz`; 0 for any free one
public record EndpointSettings(int healthPort) {}
