package io.kspec.operator.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.remedy.FieldChange;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.verdict.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One workload as it was read, and what is to be done about it.
sealed interface Case {
    JsonNode live();

    List<WorkloadRule> rules();

    List<FieldChange> changes();

    /// It is changed.
    record Mend(JsonNode live, Remedy.Apply remedy) implements Case {
        @Override
        public List<WorkloadRule> rules() {
            return remedy.rules();
        }

        @Override
        public List<FieldChange> changes() {
            return remedy.changes();
        }
    }

    /// It is left to people.
    record Tell(JsonNode live, Remedy.Suggest suggestion) implements Case {
        @Override
        public List<WorkloadRule> rules() {
            return suggestion.rules();
        }

        @Override
        public List<FieldChange> changes() {
            return suggestion.changes();
        }
    }

    default String name() {
        return live().path("metadata").path("name").asText("");
    }

    default String namespace() {
        return live().path("metadata").path("namespace").asText("");
    }

    default String kind() {
        return live().path("kind").asText("");
    }

    /// `deployment/shop/web`.
    default String key() {
        return "%s/%s/%s".formatted(kind().toLowerCase(Locale.ROOT), namespace(), name());
    }

    default String ruleNames() {
        return rules().stream().map(rule -> rule.id().toString()).collect(Collectors.joining(", "));
    }

    default Severity severity() {
        return rules().stream()
                .map(rule -> rule.card().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.LOW);
    }
}
