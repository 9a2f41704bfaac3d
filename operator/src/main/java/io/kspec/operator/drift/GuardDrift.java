package io.kspec.operator.drift;

import io.kspec.core.report.DriftEvent;
import java.util.List;

/// An event and the specifications it concerns.
public record GuardDrift(List<String> specifications, DriftEvent event) {
    public GuardDrift {
        specifications = List.copyOf(specifications);
    }
}
