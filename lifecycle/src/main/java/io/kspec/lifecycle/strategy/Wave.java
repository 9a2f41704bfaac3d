package io.kspec.lifecycle.strategy;

import java.util.List;

/// Clusters that are changed together.
///
/// @param number from 0, in the order in which waves run
/// @param clusters names, in the order in which they start
public record Wave(int number, List<String> clusters) {
    public Wave {
        clusters = List.copyOf(clusters);
    }
}
