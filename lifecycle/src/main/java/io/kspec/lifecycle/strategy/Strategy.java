package io.kspec.lifecycle.strategy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a rollout goes through its clusters. Fields are those of the API, defaults are those of `defaults()`; whether
/// values are within their bounds is asked of [Strategies#problems].
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(Strategy.Canary.class),
    @JsonSubTypes.Type(Strategy.BlueGreen.class),
    @JsonSubTypes.Type(Strategy.Rolling.class),
    @JsonSubTypes.Type(Strategy.Direct.class)
})
public sealed interface Strategy {
    /// The strategy's name on the wire.
    default String word() {
        return getClass().getSimpleName();
    }

    /// A growing share of the clusters, each share watched before the next.
    ///
    /// @param initialPercentage the share of the first stage, 1 to 100
    /// @param incrementPercentage what each further stage adds, 1 to 100
    /// @param evaluationPeriod how long a stage is watched, up to a day
    /// @param successThreshold share of passed checks that lets a stage pass, 0 to 1
    /// @param healthCheckInterval between two checks of a cluster, at least 5 s
    /// @param autoRollbackEnabled must agree with the rollout's own where both are given
    /// @param maxStages 2 to 20; the last one reaches every cluster
    record Canary(
            int initialPercentage,
            int incrementPercentage,
            Duration evaluationPeriod,
            double successThreshold,
            Duration healthCheckInterval,
            Optional<Boolean> autoRollbackEnabled,
            int maxStages)
            implements Strategy {
        /// 10 %, 30 %, 100 %, each watched for 5 minutes.
        public static Canary defaults() {
            return new Canary(10, 20, Duration.ofMinutes(5), 0.95, Duration.ofSeconds(30), Optional.empty(), 3);
        }
    }

    /// The new version beside the old one; traffic moves once all clusters are healthy.
    ///
    /// @param blueNamespace one of the two homes of the operator
    /// @param greenNamespace the other one
    /// @param validationPeriod how long the new one is watched before traffic moves
    /// @param autoSwitch whether traffic moves without being asked
    /// @param switchMonitoringPeriod how long it is watched after traffic moved
    /// @param retentionPeriod how long the old one stays at no replicas before it is removed
    record BlueGreen(
            String blueNamespace,
            String greenNamespace,
            Duration validationPeriod,
            boolean autoSwitch,
            Duration switchMonitoringPeriod,
            Duration retentionPeriod)
            implements Strategy {
        /// `operators-blue` and `operators-green`, 10 minutes before the switch, 5 after, a day of retention.
        public static BlueGreen defaults() {
            return new BlueGreen(
                    "operators-blue",
                    "operators-green",
                    Duration.ofMinutes(10),
                    true,
                    Duration.ofMinutes(5),
                    Duration.ofHours(24));
        }
    }

    /// One cluster after the other.
    ///
    /// @param clusterOrder names that go first, in this order; the other targets follow by environment and name
    /// @param validationPeriod how long a cluster is watched
    /// @param pauseBetweenClusters after a cluster before the next one
    /// @param stopOnFailure whether the first failure ends the rollout
    record Rolling(
            List<String> clusterOrder, Duration validationPeriod, Duration pauseBetweenClusters, boolean stopOnFailure)
            implements Strategy {
        public Rolling {
            clusterOrder = List.copyOf(clusterOrder);
        }

        /// 5 minutes for each cluster, 2 between them.
        public static Rolling defaults() {
            return new Rolling(List.of(), Duration.ofMinutes(5), Duration.ofMinutes(2), true);
        }
    }

    /// All clusters at once, as many at a time as allowed.
    ///
    /// @param parallelClusters how many at a time, 1 to 100
    /// @param skipHealthChecks whether installed is good enough
    /// @param timeout for the installation in one cluster
    record Direct(int parallelClusters, boolean skipHealthChecks, Duration timeout) implements Strategy {
        /// 10 at a time, 5 minutes each.
        public static Direct defaults() {
            return new Direct(10, false, Duration.ofMinutes(5));
        }
    }
}
