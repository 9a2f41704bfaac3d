package io.kspec.operator.endpoint;

import java.time.Duration;
import java.util.Optional;

/// Where the process tells of itself.
///
/// @param healthPort of `/healthz` and `/readyz`; 0 for any free one
/// @param drain how long admission is answered after the process was told to stop; empty: as long as the endpoints of
///     a Service need to change, and not at all when admission is registered by URL
public record EndpointSettings(int healthPort, Optional<Duration> drain) {}
