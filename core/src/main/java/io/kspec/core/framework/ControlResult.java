package io.kspec.core.framework;

import java.util.List;

/// What the evidence says about one control.
///
/// @param message one clause
/// @param evidence the rules that were asked; empty where nothing was
public record ControlResult(FrameworkControl control, ControlStatus status, String message, List<Evidence> evidence) {
    public ControlResult {
        evidence = List.copyOf(evidence);
    }
}
