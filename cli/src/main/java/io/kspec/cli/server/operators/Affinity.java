package io.kspec.cli.server.operators;

import static io.kspec.cli.server.client.Absent.none;

import io.kspec.cli.server.answer.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The clusters that an operator is bound to, as the server writes it.
record Affinity(List<String> environments, Map<String, String> matchLabels, List<Requirement> matchExpressions) {
    /// Bound to nothing.
    static final Affinity EVERYWHERE = new Affinity(List.of(), Map.of(), List.of());

    Affinity {
        environments = none(environments);
        matchLabels = none(matchLabels);
        matchExpressions = none(matchExpressions);
    }

    record Requirement(@Nullable String key, @Nullable String operator, List<String> values) {
        Requirement {
            values = none(values);
        }

        private String text() {
            return values.isEmpty()
                    ? "%s %s".formatted(key, operator)
                    : "%s %s (%s)".formatted(key, operator, Cells.list(values));
        }
    }

    /// `Staging,Production; region=eu; tier In (web,api)`; empty without a demand.
    String text() {
        var demands = new ArrayList<String>();
        if (!environments.isEmpty()) {
            demands.add(Cells.list(environments));
        }
        if (!matchLabels.isEmpty()) {
            demands.add(Cells.labels(matchLabels));
        }
        matchExpressions.forEach(requirement -> demands.add(requirement.text()));
        return String.join("; ", demands);
    }
}
