package io.kspec.kube.traffic;

import java.util.Optional;

/// Webhooks at one Service shall be asked at another.
///
/// @param authority the `caBundle` that vouches for the other, in base64; empty where an injector writes it, or both
///     have the same
public record ServiceMove(ServiceAddress from, ServiceAddress to, Optional<String> authority) {}
