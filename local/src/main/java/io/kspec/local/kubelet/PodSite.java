package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kspec.local.LogTail;
import io.kspec.local.PrivateFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything one pod's containers are started from.
record PodSite(Workplace place, PodFields fields, ConfigSource configs, Volumes volumes, Path folder) {
    static PodSite of(Workplace place, Pod pod, String podIp, String hostIp) {
        PodFields fields = new PodFields(pod, podIp, hostIp);
        ConfigSource configs =
                new ConfigSource(place.client(), pod.getMetadata().getNamespace());
        Path folder = PrivateFiles.directory(
                place.directory().resolve(pod.getMetadata().getUid()));
        Volumes volumes =
                new Volumes(fields, configs, new PodTokens(place.client(), fields), folder.resolve("volumes"));
        return new PodSite(place, fields, configs, volumes, folder);
    }

    /// What the next start of a container consists of, with its folders up to date.
    ///
    /// @throws CannotStart if something it names is missing
    Launch launch(Container container) {
        volumes.refresh();
        Mounts mounts = volumes.mountsOf(container);
        Map<String, String> environment = Environment.of(container, this, mounts, folder);
        return new Launch(
                fields.pod(),
                container,
                fields.podIp(),
                words(container.getCommand(), environment, mounts),
                words(container.getArgs(), environment, mounts),
                environment,
                mounts.folders());
    }

    /// Starts it, writing to the container's log.
    ///
    /// @throws CannotStart if there is no program for its image, or it cannot be started
    Process start(Launch launch, Optional<MemoryLimit> limit) {
        Container container = launch.container();
        ImageProgram program = place.settings()
                .programOf(container.getImage())
                .orElseThrow(() -> new CannotStart(
                        "ErrImagePull",
                        "no program stands for image %s; known: %s"
                                .formatted(
                                        container.getImage(),
                                        place.settings().images().keySet())));
        List<String> words = program.words(launch);
        List<String> confined = limit.map(group -> group.around(words)).orElse(words);
        return place.processes().start(builder(confined, launch, log(container)), container.getName());
    }

    /// Runs a further command beside the container, as `exec` does, and throws its output away.
    Process startBeside(Launch launch, List<String> command) {
        List<String> real = new Mounts(launch.mounts()).real(command);
        return place.processes().start(builder(real, launch, Path.of("/dev/null")), "exec");
    }

    Path log(Container container) {
        return place.logs()
                .resolve("pod.%s.%s.%s.log"
                        .formatted(
                                fields.field("metadata.namespace"),
                                fields.field("metadata.name"),
                                container.getName()));
    }

    String logTail(Container container) {
        return LogTail.of(log(container));
    }

    /// The container's limit in bytes, if it has one and limits are enforced.
    Optional<MemoryLimit> memoryLimit(Container container) {
        if (!place.settings().enforceMemory() || container.getResources() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(container.getResources().getLimits())
                .map(limits -> limits.get("memory"))
                .map(Quantity::getNumericalAmount)
                .flatMap(amount -> MemoryLimit.of(amount.longValue()));
    }

    private ProcessBuilder builder(List<String> words, Launch launch, Path output) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        return builder;
    }

    private static List<String> words(@Nullable List<String> words, Map<String, String> known, Mounts mounts) {
        return Optional.ofNullable(words).orElse(List.of()).stream()
                .map(word -> mounts.real(Variables.expand(word, known)))
                .toList();
    }
}
