package io.kspec.operator.drift;

import io.kspec.core.report.DriftEvent;
import java.util.List;

/// An event and the specifications it concerns.
///
/// @param fight whether somebody else changes the object again and again
public record GuardDrift(List<String> specifications, DriftEvent event, boolean fight) {
    public GuardDrift {
        specifications = List.copyOf(specifications);
    }
}
