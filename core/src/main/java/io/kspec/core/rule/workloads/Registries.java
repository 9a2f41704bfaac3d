package io.kspec.core.rule.workloads;

import io.kspec.core.failure.Failure;
import io.kspec.core.image.ImageReference;
import io.kspec.core.image.RegistryPattern;
import io.kspec.core.rule.Headlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The registries of a specification, or why they cannot be read: a list with one unreadable pattern is never used
/// without it, which would let a blocked registry through.
sealed interface Registries {
    record Known(List<RegistryPattern> patterns) implements Registries {
        public Known {
            patterns = List.copyOf(patterns);
        }

        boolean cover(ImageReference image) {
            return patterns.stream().anyMatch(pattern -> pattern.covers(image));
        }

        String display() {
            return Headlines.names(
                    patterns.stream().map(RegistryPattern::display).toList());
        }
    }

    record Unreadable(Failure why) implements Registries {}

    static Registries of(String field, List<String> texts) {
        var patterns = new ArrayList<RegistryPattern>();
        for (String text : texts) {
            Optional<RegistryPattern> pattern = RegistryPattern.of(text);
            if (pattern.isEmpty()) {
                return new Unreadable(new Failure.Malformed(
                        "\"%s\" is no registry pattern".formatted(text),
                        field,
                        "Write host, *.host, host/path or host/path/*."));
            }
            patterns.add(pattern.get());
        }
        return new Known(patterns);
    }
}
