package io.kspec.core.exemption;

import io.kspec.core.verdict.Violation;

/// A violation that an exemption pardons.
public record Pardon(Violation violation, String exemption) {}
