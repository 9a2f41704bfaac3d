package io.kspec.lifecycle.strategy;

import java.time.Duration;
import java.util.List;

/// In which waves a strategy changes its targets: each target is in exactly one.
///
/// @param waves in the order in which they run
/// @param width how many clusters of a wave may be at work at a time, at least 1
/// @param pauseBetween how long to wait after a wave before the next one
/// @param warnings sentences about what a person may not have meant
public record WavePlan(List<Wave> waves, int width, Duration pauseBetween, List<String> warnings) {
    public WavePlan {
        waves = List.copyOf(waves);
        warnings = List.copyOf(warnings);
    }
}
