package io.kspec.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The programs of a control plane: one directory, each program under its own name.
record Binaries(Path directory) {
    private static final String HOW_TO_GET_THEM =
            "Set KSPEC_KUBE_BIN to a directory with kube-apiserver, kube-controller-manager, kube-scheduler, etcd, kwok,"
                    + " kubectl and helm, or run tools/kubernetes/build in the kspec repository (about 10 minutes, once).";

    /// The options' directory, else `KSPEC_KUBE_BIN`, else what `tools/kubernetes/build` prints.
    static Binaries find(LocalOptions options, Surroundings surroundings, Progress progress) {
        return options.bin()
                .or(() -> surroundings.variable("KSPEC_KUBE_BIN").map(Path::of))
                .map(directory -> new Binaries(directory.toAbsolutePath()))
                .orElseGet(() -> build(surroundings, progress));
    }

    private static Binaries build(Surroundings surroundings, Progress progress) {
        Path root = surroundings
                .root()
                .orElseThrow(() -> new LocalKubernetesException(
                        "no Kubernetes programs are known", "KSPEC_KUBE_BIN is not set", HOW_TO_GET_THEM));
        Path script = root.resolve("tools/kubernetes/build");
        if (!Files.isExecutable(script)) {
            throw new LocalKubernetesException(
                    "no Kubernetes programs are known and there is no script to build them",
                    script.toString(),
                    HOW_TO_GET_THEM);
        }
        return new Binaries(BuildScript.run(script, progress));
    }

    /// @throws LocalKubernetesException naming every program that is not there
    Binaries require(Collection<Component> components) {
        List<String> missing = components.stream()
                .map(Component::program)
                .filter(program -> !Files.isExecutable(directory.resolve(program)))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            String what = missing.stream().collect(Collectors.joining(", ", "missing: ", ""));
            throw new LocalKubernetesException(what, directory.toString(), HOW_TO_GET_THEM);
        }
        return this;
    }

    Path program(Component component) {
        return directory.resolve(component.program());
    }
}
