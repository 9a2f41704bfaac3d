package io.kspec.server.operator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.server.web.Slice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The bodies that tell of operators.
public final class OperatorAnswer {
    private OperatorAnswer() {}

    /// POST.
    public record Registered(
            UUID operatorId,
            String name,
            String namespace,
            Optional<String> currentVersion,
            Optional<String> latestVersion,
            int deployedClusterCount,
            Instant createdAt) {
        static Registered of(Operator operator) {
            return new Registered(
                    operator.id(),
                    operator.about().name(),
                    operator.about().namespace(),
                    operator.current(),
                    operator.latest(),
                    0,
                    operator.createdAt());
        }
    }

    /// An entry of the list.
    public record Item(
            UUID operatorId,
            String name,
            String namespace,
            Optional<String> currentVersion,
            Optional<String> latestVersion,
            boolean hasUpdate,
            int deployedClusterCount,
            Instant createdAt) {
        /// @param clusters on how many it runs
        static Item of(Operator.Summary operator, int clusters) {
            return new Item(
                    operator.id(),
                    operator.name(),
                    operator.namespace(),
                    operator.current(),
                    operator.latest(),
                    operator.hasUpdate(),
                    clusters,
                    operator.createdAt());
        }
    }

    /// The list.
    public record Items(List<Item> operators, @JsonUnwrapped Slice.Paging paging) {}

    /// GET of one; values that sound secret are masked.
    public record One(
            @JsonUnwrapped Item item,
            String description,
            String chartRepository,
            String chartName,
            List<String> crdNames,
            List<OperatorPlaces.Place> deployedClusters,
            Map<String, String> labels,
            ObjectNode defaultValues,
            Map<String, ObjectNode> environmentValues,
            AffinityBody clusterAffinity,
            Instant updatedAt) {
        static One of(Operator operator, List<OperatorPlaces.Place> places) {
            var environments = new LinkedHashMap<String, ObjectNode>();
            operator.settings()
                    .environmentValues()
                    .forEach((name, values) -> environments.put(name, SecretValues.masked(values)));
            return new One(
                    Item.of(operator.summary(), places.size()),
                    operator.about().description(),
                    operator.about().repository(),
                    operator.about().chart(),
                    operator.settings().crdNames(),
                    places,
                    operator.settings().labels(),
                    SecretValues.masked(operator.settings().defaultValues()),
                    environments,
                    AffinityBody.of(operator.settings().affinity()),
                    operator.updatedAt());
        }
    }

    /// PUT.
    public record Changed(UUID operatorId, String name, String description, Instant updatedAt) {
        static Changed of(Operator operator) {
            return new Changed(
                    operator.id(), operator.about().name(), operator.about().description(), operator.updatedAt());
        }
    }

    /// A version.
    public record Version(
            String version,
            Optional<Instant> releaseDate,
            boolean isLatest,
            boolean isPrerelease,
            boolean deprecated,
            Optional<String> changelogUrl) {}

    /// The versions of an operator, the newest first.
    public record Versions(String operatorName, Optional<String> currentVersion, List<Version> versions) {
        static Versions of(Operator operator, List<OperatorVersion> versions) {
            return new Versions(
                    operator.about().name(),
                    operator.current(),
                    versions.stream()
                            .map(version -> new Version(
                                    version.version().toString(),
                                    version.releasedAt(),
                                    operator.latest()
                                            .equals(Optional.of(
                                                    version.version().toString())),
                                    version.version().prerelease(),
                                    version.deprecated(),
                                    version.changelogUrl()))
                            .toList());
        }
    }

    /// An uploaded version.
    public record Uploaded(
            String operatorName, String version, String digest, List<String> crds, List<String> warnings) {}
}
