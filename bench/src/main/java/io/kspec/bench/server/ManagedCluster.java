package io.kspec.bench.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.access.ManagerRights;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.local.kubelet.KubeletSettings;
import io.kspec.local.kubelet.SmallKubelet;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleOperator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One managed cluster: a real control plane with an account that has the Operator Manager's rights.
///
/// @param kubelet runs the sample operator's program; empty where nothing runs
public record ManagedCluster(LocalKubernetes cluster, Optional<SmallKubelet> kubelet) implements AutoCloseable {
    private static final String SYSTEM = "kspec-system";

    /// etcd and API server, and nothing that runs.
    public static ManagedCluster bare() {
        return on(LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent()));
    }

    /// One that runs already, and whose pods, if any, are nobody's concern.
    public static ManagedCluster on(LocalKubernetes cluster) {
        var managed = new ManagedCluster(cluster, Optional.empty());
        managed.grant();
        return managed;
    }

    /// A whole control plane with a node whose pods are processes.
    public static ManagedCluster running() {
        LocalKubernetes cluster =
                LocalKubernetes.start(LocalOptions.defaults().withNodes(0).without(Component.KWOK), Progress.silent());
        KubeletSettings settings = KubeletSettings.defaults()
                .withHeartbeat(Duration.ofSeconds(2))
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .image(SampleCharts.IMAGE, SampleOperator.program());
        var managed = new ManagedCluster(cluster, Optional.of(SmallKubelet.start(cluster, settings)));
        managed.grant();
        return managed;
    }

    private void grant() {
        ManagerRights.objects(SYSTEM, List.of("sample.kspec.io")).forEach(this::create);
    }

    private void create(ObjectNode object) {
        cluster.client()
                .load(new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    /// Of the account with the Operator Manager's rights.
    public String kubeconfig() {
        try {
            return Files.readString(cluster.kubeconfigFor(SYSTEM, ManagerRights.NAME));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What `POST /clusters` takes.
    public Map<String, ?> registration(String name) {
        return registration(name, kubeconfig());
    }

    /// The same with another kubeconfig.
    public static Map<String, ?> registration(String name, String kubeconfig) {
        return Map.of(
                "name",
                name,
                "environment",
                "Development",
                "kubeconfig",
                Base64.getEncoder().encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8)));
    }

    public String kubernetesVersion() {
        return cluster.client().getKubernetesVersion().getGitVersion();
    }

    @Override
    public void close() {
        kubelet.ifPresent(SmallKubelet::close);
        cluster.close();
    }
}
