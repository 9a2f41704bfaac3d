package io.kspec.operator.endpoint;

import java.util.Optional;

/// Where the process tells of itself; empty addresses are not served.
///
/// @param health of `/healthz` and `/readyz`
/// @param metrics of `/metrics`
public record EndpointSettings(Optional<ListenAddress> health, Optional<ListenAddress> metrics) {}
