package io.kspec.testkit;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The kinds that a program brings with it, served by a cluster until they are removed with every object of theirs.
final class Definitions {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final List<CustomResourceDefinition> definitions;

    private Definitions(KubernetesClient client, List<CustomResourceDefinition> definitions) {
        this.client = client;
        this.definitions = definitions;
    }

    /// Creates the definitions of a folder; returns when all of them are served.
    static Definitions install(KubernetesClient client, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<CustomResourceDefinition> read = files.filter(
                            file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .load(file.toFile())
                            .item())
                    .toList();
            read.forEach(definition -> client.resource(definition).create());
            var installed = new Definitions(client, read);
            await("definitions of " + folder).atMost(PATIENCE).until(installed::areServed);
            return installed;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean areServed() {
        return definitions.stream().allMatch(definition -> {
            CustomResourceDefinition now = client.resource(definition).get();
            return now != null
                    && now.getStatus() != null
                    && now.getStatus().getConditions().stream()
                            .anyMatch(condition -> condition.getType().equals("Established")
                                    && condition.getStatus().equals("True"));
        });
    }

    /// Returns when they and their objects are gone. The API server now and then loses sight of one that it is
    /// removing (its finalizer meets a conflict and is not called again), so each that is left is touched.
    void remove() {
        definitions.forEach(definition -> client.resource(definition).delete());
        await("removal of definitions")
                .pollInterval(LOOK_AGAIN)
                .atMost(PATIENCE)
                .until(() -> definitions.stream().filter(this::isLeft).toList().isEmpty());
    }

    private boolean isLeft(CustomResourceDefinition definition) {
        try {
            client.resource(definition).patch(PatchContext.of(PatchType.JSON_MERGE), """
                            {"metadata": {"annotations": {"kspec.io/looked-at": "%s"}}}
                            """.formatted(Instant.now()));
            return true;
        } catch (KubernetesClientException gone) {
            if (gone.getCode() == NOT_FOUND) {
                return false;
            }
            throw gone;
        }
    }
}
