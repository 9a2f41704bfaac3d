package io.kspec.server.operator;

import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.operator.AffinityBody.Requirement;
import io.kspec.server.web.Demands;
import java.util.List;
import java.util.Map;

/// Demands of a `clusterAffinity` that it can be met: keys and values are those that labels of clusters may have.
final class AffinityChecks {
    private static final String FIELD = "clusterAffinity";
    private static final int MOST = 64;
    private static final int LONGEST = 253;

    private AffinityChecks() {}

    static void demand(Demands demands, AffinityBody affinity) {
        List<String> environments = affinity.environments().orElse(List.of());
        for (int i = 0; i < environments.size(); i++) {
            demands.demand(
                    Environment.of(environments.get(i)).isPresent(),
                    "%s.environments[%d]".formatted(FIELD, i),
                    "is none of Development, Staging, Production");
        }
        Map<String, String> labels = affinity.matchLabels().orElse(Map.of());
        demands.demand(labels.size() <= MOST, FIELD + ".matchLabels", "has more than %d labels".formatted(MOST));
        labels.forEach((key, value) -> demands.demand(
                isKey(key) && value.length() <= LONGEST,
                "%s.matchLabels.%s".formatted(FIELD, key),
                "must be a label with a key of 1 to %d characters and a value of at most %d"
                        .formatted(LONGEST, LONGEST)));
        List<Requirement> requirements = affinity.matchExpressions().orElse(List.of());
        demands.demand(
                requirements.size() <= MOST,
                FIELD + ".matchExpressions",
                "has more than %d requirements".formatted(MOST));
        for (int i = 0; i < requirements.size(); i++) {
            demand(demands, "%s.matchExpressions[%d]".formatted(FIELD, i), requirements.get(i));
        }
    }

    private static void demand(Demands demands, String field, Requirement requirement) {
        demands.demand(
                requirement.key().filter(AffinityChecks::isKey).isPresent(),
                field + ".key",
                "must be the key of a label, of 1 to %d characters".formatted(LONGEST));
        List<String> values = requirement.values().orElse(List.of());
        switch (requirement.operator().orElse("")) {
            case "In", "NotIn" ->
                demands.demand(
                        !values.isEmpty() && values.size() <= MOST,
                        field + ".values",
                        "must be 1 to %d values with %s"
                                .formatted(MOST, requirement.operator().orElse("")));
            case "Exists", "DoesNotExist" ->
                demands.demand(
                        values.isEmpty(),
                        field + ".values",
                        "must be empty with %s; In and NotIn compare values"
                                .formatted(requirement.operator().orElse("")));
            case String _ -> demands.demand(false, field + ".operator", "must be In, NotIn, Exists or DoesNotExist");
        }
        demands.demand(
                values.stream().allMatch(value -> value.length() <= LONGEST),
                field + ".values",
                "must be of at most %d characters each".formatted(LONGEST));
    }

    private static boolean isKey(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }
}
