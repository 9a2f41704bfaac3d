package io.kspec.server.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A registered operator.
///
/// @param current the version of the newest completed rollout, or as registered
/// @param latest  the highest stable version that is known
public record Operator(
        UUID id,
        About about,
        Optional<String> current,
        Optional<String> latest,
        boolean hasUpdate,
        Settings settings,
        Instant createdAt,
        Instant updatedAt) {
    /// What a list shows of it.
    public record Summary(
            UUID id,
            String name,
            String namespace,
            Optional<String> current,
            Optional<String> latest,
            boolean hasUpdate,
            Instant createdAt) {}

    Summary summary() {
        return new Summary(id, about.name(), about.namespace(), current, latest, hasUpdate, createdAt);
    }

    /// What never changes, and its description.
    ///
    /// @param repository [#UPLOADED] when archives are only uploaded
    public record About(String name, String description, String namespace, String repository, String chart) {
        /// Instead of an address: versions come by upload only.
        public static final String UPLOADED = "upload://charts";

        public boolean uploaded() {
            return repository.equals(UPLOADED);
        }
    }

    /// What may be changed. Values may hold secrets.
    ///
    /// @param environmentValues by the environment's name on the wire, such as `Production`
    public record Settings(
            List<String> crdNames,
            Map<String, String> labels,
            ObjectNode defaultValues,
            Map<String, ObjectNode> environmentValues,
            ClusterAffinity affinity) {
        public Settings {
            crdNames = List.copyOf(crdNames);
            labels = Map.copyOf(labels);
            environmentValues = Map.copyOf(environmentValues);
        }

        @Override
        public String toString() {
            return "settings with labels " + labels;
        }
    }
}
