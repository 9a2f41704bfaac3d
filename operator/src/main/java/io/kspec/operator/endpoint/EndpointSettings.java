package io.kspec.operator.endpoint;

import java.time.Duration;
import java.util.Optional;

/// Where the process tells of itself; empty addresses are not served.
///
/// @param health of `/healthz` and `/readyz`
/// @param metrics of `/metrics`
/// @param drain how long admission is answered after the process was told to stop; empty: as long as the endpoints of
///     a Service need to change, and not at all when admission is registered by URL
public record EndpointSettings(
        Optional<ListenAddress> health, Optional<ListenAddress> metrics, Optional<Duration> drain) {}
