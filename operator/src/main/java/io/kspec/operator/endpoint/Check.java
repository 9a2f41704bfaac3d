package io.kspec.operator.endpoint;

import java.util.Optional;
import java.util.function.Supplier;

/// One thing that must hold before this replica is sent requests.
///
/// @param name as `/readyz?verbose` lists it
/// @param trouble what is wrong now; empty when it holds
public record Check(String name, Supplier<Optional<String>> trouble) {}
