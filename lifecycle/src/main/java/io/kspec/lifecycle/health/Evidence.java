package io.kspec.lifecycle.health;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one probe of an operator on a cluster saw.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(Evidence.Pods.class),
    @JsonSubTypes.Type(Evidence.Webhook.class),
    @JsonSubTypes.Type(Evidence.Crds.class),
    @JsonSubTypes.Type(Evidence.CustomResources.class),
    @JsonSubTypes.Type(Evidence.Unread.class)
})
public sealed interface Evidence {
    /// The part of the operator it is about.
    Part part();

    /// The controllers' pods.
    ///
    /// @param expected how many should be ready; the sum of the workloads' replicas
    /// @param pods those that are there
    /// @param cpuUsagePercent of the limit; empty where there is no metrics API or no limit
    /// @param memoryUsagePercent the same
    record Pods(int expected, List<Pod> pods, OptionalDouble cpuUsagePercent, OptionalDouble memoryUsagePercent)
            implements Evidence {
        public Pods {
            pods = List.copyOf(pods);
        }

        @Override
        public Part part() {
            return Part.PODS;
        }
    }

    /// A pod.
    ///
    /// @param running whether its phase is Running
    /// @param ready whether its condition Ready is True
    record Pod(String name, boolean running, boolean ready, List<Container> containers) {
        public Pod {
            containers = List.copyOf(containers);
        }
    }

    /// A container of a pod.
    ///
    /// @param restarts as counted by the kubelet, over all time
    /// @param recentRestarts when it restarted, as far as the watch saw it; older than the window does no harm
    /// @param waitingReason why it waits, when it does: `CrashLoopBackOff`
    record Container(String name, int restarts, List<Instant> recentRestarts, Optional<String> waitingReason) {
        public Container {
            recentRestarts = List.copyOf(recentRestarts);
        }
    }

    /// A webhook, asked through the API server.
    ///
    /// @param endpointUrl for a person
    /// @param reachable whether it answered as a webhook does
    /// @param latency until it did
    /// @param certificateTrusted whether the certificate belongs to the registered authority
    /// @param certificateExpiresAt when it ends
    record Webhook(
            String endpointUrl,
            boolean reachable,
            Duration latency,
            boolean certificateTrusted,
            Optional<Instant> certificateExpiresAt)
            implements Evidence {
        @Override
        public Part part() {
            return Part.WEBHOOK;
        }
    }

    /// The operator's CustomResourceDefinitions.
    ///
    /// @param expected names, `<plural>.<group>`
    /// @param found those of them that are there
    record Crds(List<String> expected, List<Definition> found) implements Evidence {
        public Crds {
            expected = List.copyOf(expected);
            found = List.copyOf(found);
        }

        /// One that is there; empty where there is none of that name.
        public Optional<Definition> named(String name) {
            return found.stream().filter(one -> one.name().equals(name)).findFirst();
        }

        @Override
        public Part part() {
            return Part.CRDS;
        }
    }

    /// A definition that is there.
    ///
    /// @param established whether its kind is served
    /// @param identity its UID and generation: as long as they stay, so does its schema
    /// @param served versions that are served
    /// @param stored versions that objects may be stored in
    /// @param schemaDigest SHA-256 over the schemas of its versions: equal schemas have equal ones
    record Definition(
            String name,
            boolean established,
            String identity,
            List<String> served,
            List<String> stored,
            String schemaDigest) {
        public Definition {
            served = List.copyOf(served);
            stored = List.copyOf(stored);
        }
    }

    /// The custom resources the operator looks after.
    ///
    /// @param resources those that are there
    /// @param reconciles reconciliations in the last five minutes, where the operator counts them
    /// @param lastReconciliation when it last reconciled, where that is known
    record CustomResources(
            List<CustomResource> resources, Optional<Reconciles> reconciles, Optional<Instant> lastReconciliation)
            implements Evidence {
        public CustomResources {
            resources = List.copyOf(resources);
        }

        @Override
        public Part part() {
            return Part.RECONCILIATION;
        }
    }

    /// A custom resource.
    ///
    /// @param name `<plural>.<group>/<namespace>/<name>`
    /// @param generation of its spec
    /// @param observedGeneration empty where the operator does not write it
    /// @param generationSince since when the generation is at least this, as far as the watch saw it
    /// @param createdAt when it was made
    /// @param hasStatus whether it has one
    /// @param kindHasStatus whether objects of its kind had one before
    /// @param conditions those of it
    record CustomResource(
            String name,
            long generation,
            Optional<Long> observedGeneration,
            Instant generationSince,
            Instant createdAt,
            boolean hasStatus,
            boolean kindHasStatus,
            List<Condition> conditions) {
        public CustomResource {
            conditions = List.copyOf(conditions);
        }
    }

    /// A condition of a custom resource's status.
    record Condition(String type, String status, Instant lastTransition) {}

    /// Reconciliations as the operator counts them.
    record Reconciles(long total, long errors, Duration average) {}

    /// A probe that gave nothing: no right, no answer, no time.
    ///
    /// @param why a sentence
    record Unread(Part part, String why) implements Evidence {}
}
