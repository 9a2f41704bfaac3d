package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.core.devops.enforce.Demand;
import io.kspec.core.devops.enforce.Enforcement;
import java.util.List;

/// What one evaluation of a policy is made of.
///
/// @param pods of its namespace, as far as an evaluation reads them
record Observed(String namespace, DevOpsPolicySpec spec, List<JsonNode> pods, Workloads workloads) {
    Observed {
        pods = List.copyOf(pods);
    }

    /// The workloads of the namespace, where they matter.
    sealed interface Workloads {
        /// This policy changes none, for the reason that its status will tell.
        record Spared(Enforcement why) implements Workloads {}

        /// This policy looks after all of them.
        ///
        /// @param all as the API server gives them
        /// @param demand what the enforcing policies of the namespace ask together
        record ToEnforce(List<JsonNode> all, Demand demand) implements Workloads {
            public ToEnforce {
                all = List.copyOf(all);
            }
        }
    }
}
