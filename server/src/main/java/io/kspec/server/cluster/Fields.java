package io.kspec.server.cluster;

import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.web.Demands;
import java.util.Map;
import java.util.Optional;

/// What the fields of a cluster may hold. Each demands it of a value.
final class Fields {
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int MOST_LABELS = 64;
    private static final int LONGEST_LABEL = 253;
    private static final String KUBECONFIG = "kubeconfig";

    private Fields() {}

    static void description(Demands demands, Optional<String> description) {
        demands.demand(
                description.filter(text -> text.length() > LONGEST_DESCRIPTION).isEmpty(),
                "description",
                "must not have more than 2000 characters");
    }

    static void environment(Demands demands, Optional<String> word) {
        demands.demand(
                word.isEmpty() || word.flatMap(Environment::of).isPresent(),
                "environment",
                "must be Development, Staging or Production");
    }

    static void labels(Demands demands, Optional<Map<String, String>> labels) {
        boolean fit = labels.orElse(Map.of()).size() <= MOST_LABELS
                && labels.orElse(Map.of()).entrySet().stream().allMatch(Fields::isLabel);
        demands.demand(fit, "labels", "must be at most 64, with keys of 1 to 253 characters and values of at most 253");
    }

    /// At most one of the two.
    static void credential(Demands demands, Optional<String> kubeconfig, Optional<ClusterTargetRequest> target) {
        if (kubeconfig.isPresent() && target.isPresent()) {
            demands.demand(false, KUBECONFIG, "is given beside clusterTarget; send one of them");
            demands.demand(false, ClusterTargetRequest.FIELD, "is given beside kubeconfig; send one of them");
        }
        target.ifPresent(reference -> reference.check(demands));
    }

    /// At least one of the two.
    static void someCredential(Demands demands, Optional<String> kubeconfig, Optional<ClusterTargetRequest> target) {
        boolean some = kubeconfig.isPresent() || target.isPresent();
        demands.demand(some, KUBECONFIG, "is required where no clusterTarget is named");
        demands.demand(some, ClusterTargetRequest.FIELD, "is required where no kubeconfig is sent");
    }

    @SuppressWarnings("NullAway") // JSON may hold null where the type says text
    private static boolean isLabel(Map.Entry<String, String> label) {
        return !label.getKey().isEmpty()
                && label.getKey().length() <= LONGEST_LABEL
                && label.getValue() != null
                && label.getValue().length() <= LONGEST_LABEL;
    }
}
