package io.kspec.cli.server.operators;

import static io.kspec.cli.server.client.Absent.none;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operator, as lists and as single answers have it: lists leave the later half out.
record Operator(
        @Nullable String operatorId,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String currentVersion,
        @Nullable String latestVersion,
        @Nullable Boolean hasUpdate,
        @Nullable Integer deployedClusterCount,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String description,
        @Nullable String chartRepository,
        @Nullable String chartName,
        List<String> crdNames,
        Map<String, String> labels,
        @Nullable JsonNode defaultValues,
        @Nullable JsonNode environmentValues,
        @Nullable Affinity clusterAffinity,
        List<Running> deployedClusters) {
    Operator {
        crdNames = none(crdNames);
        labels = none(labels);
        deployedClusters = none(deployedClusters);
    }

    /// Where it runs.
    record Running(
            @Nullable String clusterName,
            @Nullable String version,
            @Nullable String health,
            @Nullable Instant deployedAt) {}

    /// The versions of one operator.
    record Versions(@Nullable String operatorName, @Nullable String currentVersion, List<Version> versions) {
        Versions {
            versions = none(versions);
        }
    }

    record Version(
            @Nullable String version,
            @Nullable Instant releaseDate,
            @Nullable Boolean isLatest,
            @Nullable Boolean isPrerelease,
            @Nullable Boolean deprecated,
            @Nullable String changelogUrl) {}

    /// An archive that was taken.
    record Uploaded(@Nullable String version, @Nullable String digest, List<JsonNode> crds, List<String> warnings) {
        Uploaded {
            crds = none(crds);
            warnings = none(warnings);
        }
    }
}
