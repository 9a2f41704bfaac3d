package io.kspec.server.operator;

import java.util.Map;
import java.util.Optional;

/// Which operators are asked for.
record OperatorFilter(Optional<String> namespace, Map<String, String> labels, Optional<Boolean> hasUpdate) {
    OperatorFilter {
        labels = Map.copyOf(labels);
    }
}
