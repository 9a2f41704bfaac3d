package io.kspec.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a local cluster shall consist of. Begin with [#defaults()] and change what differs.
///
/// @param bin directory of the programs; empty: environment variable `KSPEC_KUBE_BIN`, else
///     `tools/kubernetes/build`
/// @param components what runs; [Component#ETCD] and [Component#API_SERVER] are always added. Without the
///     controller manager nobody makes service accounts or lifts node taints, so the API server then demands
///     neither
/// @param nodes how many fake nodes to register, 0–1000; needs [Component#KWOK], and is ignored without it
/// @param apiServerArguments further command line arguments of kube-apiserver, such as `--audit-policy-file=…`;
///     they come last and so win over ours
/// @param controllerManagerArguments the same of kube-controller-manager, such as `--node-monitor-grace-period=10s`
/// @param logsKeptIn directory that gets the components' logs at close; empty: they are removed with the rest
/// @param patience how long a start may take, and each later wait for the API server
public record LocalOptions(
        Optional<Path> bin,
        Set<Component> components,
        int nodes,
        List<String> apiServerArguments,
        List<String> controllerManagerArguments,
        Optional<Path> logsKeptIn,
        Duration patience) {

    private static final int MOST_NODES = 1000;

    /// @throws IllegalArgumentException if `nodes` is out of range or `patience` is not positive
    public LocalOptions {
        if (nodes < 0 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("nodes is %d, not 0–%d".formatted(nodes, MOST_NODES));
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience is %s, not positive".formatted(patience));
        }
        EnumSet<Component> wanted = EnumSet.of(Component.ETCD, Component.API_SERVER);
        wanted.addAll(components);
        components = Set.copyOf(wanted);
        apiServerArguments = List.copyOf(apiServerArguments);
        controllerManagerArguments = List.copyOf(controllerManagerArguments);
    }

    /// Every component, two fake nodes, nothing kept, at most a minute to start.
    public static LocalOptions defaults() {
        return new LocalOptions(
                Optional.empty(),
                EnumSet.allOf(Component.class),
                2,
                List.of(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(1));
    }

    /// etcd and API server alone: the quickest and smallest cluster (about 300 MB); nothing acts on what is
    /// stored.
    public static LocalOptions apiServerOnly() {
        return defaults().withComponents(Set.of()).withNodes(0);
    }

    /// With the programs of this directory.
    public LocalOptions withBin(Path directory) {
        return new LocalOptions(
                Optional.of(directory),
                components,
                nodes,
                apiServerArguments,
                controllerManagerArguments,
                logsKeptIn,
                patience);
    }

    /// With exactly these components, besides etcd and API server.
    public LocalOptions withComponents(Set<Component> wanted) {
        return new LocalOptions(
                bin, wanted, nodes, apiServerArguments, controllerManagerArguments, logsKeptIn, patience);
    }

    /// Without these components; etcd and API server stay.
    public LocalOptions without(Component... unwanted) {
        EnumSet<Component> wanted = EnumSet.copyOf(components);
        wanted.removeAll(Arrays.asList(unwanted));
        return withComponents(wanted);
    }

    /// With this many fake nodes.
    public LocalOptions withNodes(int count) {
        return new LocalOptions(
                bin, components, count, apiServerArguments, controllerManagerArguments, logsKeptIn, patience);
    }

    /// With these further arguments of kube-apiserver, instead of those before.
    public LocalOptions withApiServerArguments(String... arguments) {
        return new LocalOptions(
                bin, components, nodes, List.of(arguments), controllerManagerArguments, logsKeptIn, patience);
    }

    /// With these further arguments of kube-controller-manager, instead of those before.
    public LocalOptions withControllerManagerArguments(String... arguments) {
        return new LocalOptions(bin, components, nodes, apiServerArguments, List.of(arguments), logsKeptIn, patience);
    }

    /// With the logs moved to this directory at close.
    public LocalOptions withLogsKeptIn(Path directory) {
        return new LocalOptions(
                bin,
                components,
                nodes,
                apiServerArguments,
                controllerManagerArguments,
                Optional.of(directory),
                patience);
    }

    /// With this limit on every wait.
    public LocalOptions withPatience(Duration limit) {
        return new LocalOptions(
                bin, components, nodes, apiServerArguments, controllerManagerArguments, logsKeptIn, limit);
    }

    boolean wants(Component component) {
        return components.contains(component);
    }

    int fakeNodes() {
        return wants(Component.KWOK) ? nodes : 0;
    }
}
