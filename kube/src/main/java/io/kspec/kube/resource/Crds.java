package io.kspec.kube.resource;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The definitions of kspec's own kinds, as they stand in `config/crd`, and the way to install them.
public final class Crds {
    private static final String DEV_OPS = "devops.stochastic.io_devopspolicies";
    private static final List<String> NAMES = List.of(
            "kspec.io_clusterspecifications",
            "kspec.io_clustertargets",
            "kspec.io_compliancereports",
            "kspec.io_driftconfigs",
            "kspec.io_driftreports",
            "kspec.io_policytemplates",
            DEV_OPS);
    private static final String FIELD_MANAGER = "kspec-cli";
    private static final long PATIENCE_SECONDS = 30;

    private Crds() {}

    /// Fresh copies, kspec's own group first.
    public static List<CustomResourceDefinition> all() {
        return NAMES.stream().map(Crds::read).toList();
    }

    /// Applies all definitions and waits until the API server serves them; doing so again changes nothing.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses a definition or
    ///     does not serve it within half a minute
    public static void install(KubernetesClient client) {
        install(client, all(), FIELD_MANAGER);
    }

    /// The same in the name of another: who applied a field may apply it again without a conflict.
    ///
    /// @param fieldManager such as `helm`, which installs these definitions with a release
    public static void installAs(String fieldManager, KubernetesClient client) {
        install(client, all(), fieldManager);
    }

    /// Only the definition of DevOpsPolicy, in the same way.
    public static void installDevOps(KubernetesClient client) {
        install(client, List.of(read(DEV_OPS)), FIELD_MANAGER);
    }

    /// The definition of DevOpsPolicy as YAML, as it stands in `config/crd`.
    public static String devOps() {
        try (InputStream yaml = open(DEV_OPS)) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void install(
            KubernetesClient client, List<CustomResourceDefinition> definitions, String fieldManager) {
        for (CustomResourceDefinition definition : definitions) {
            client.resource(definition)
                    .fieldManager(fieldManager)
                    .forceConflicts()
                    .serverSideApply();
        }
        for (CustomResourceDefinition definition : definitions) {
            client.resource(definition).waitUntilCondition(Crds::established, PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static CustomResourceDefinition read(String name) {
        try (InputStream yaml = open(name)) {
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String name) {
        String file = "/io/kspec/kube/crd/%s.yaml".formatted(name);
        return Objects.requireNonNull(Crds.class.getResourceAsStream(file), file);
    }
}
