package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folders of one pod's volumes. Those with content are brought up to date at each [#refresh()]: every file in
/// one step, but not all files in the same one, as a real kubelet's link to a new folder would.
final class Volumes {
    private final PodFields fields;
    private final ConfigSource configs;
    private final PodTokens tokens;
    private final Path folder;

    /// @param folder where each volume gets a folder of its name
    Volumes(PodFields fields, ConfigSource configs, PodTokens tokens, Path folder) {
        this.fields = fields;
        this.configs = configs;
        this.tokens = tokens;
        this.folder = folder;
    }

    /// Makes what is missing and writes what has changed.
    ///
    /// @throws CannotStart if a config map, a secret or a kind of volume is missing
    synchronized void refresh() {
        all().forEach(volume -> write(folder.resolve(volume.getName()), volume));
    }

    /// Where the container's mounts are.
    Mounts mountsOf(Container container) {
        Map<String, Path> folders = new HashMap<>();
        for (VolumeMount mount :
                Optional.ofNullable(container.getVolumeMounts()).orElse(List.of())) {
            Path real = folder.resolve(mount.getName());
            String part = Optional.ofNullable(mount.getSubPath()).orElse("");
            folders.put(mount.getMountPath().replaceFirst("(?<=.)/+$", ""), part.isEmpty() ? real : real.resolve(part));
        }
        return new Mounts(folders);
    }

    private List<Volume> all() {
        return Optional.ofNullable(fields.pod().getSpec().getVolumes()).orElse(List.of());
    }

    private void write(Path target, Volume volume) {
        PrivateFiles.directory(target);
        if (volume.getEmptyDir() != null) {
            return;
        }
        Map<String, byte[]> content = content(volume);
        content.forEach((path, bytes) -> {
            Path file = target.resolve(path);
            Optional.ofNullable(file.getParent()).ifPresent(PrivateFiles::directory);
            writeChanged(file, bytes);
        });
        removeOthers(target, content);
    }

    private Map<String, byte[]> content(Volume volume) {
        if (volume.getConfigMap() != null) {
            var source = volume.getConfigMap();
            return ConfigSource.chosen(configs.configMap(source.getName(), source.getOptional()), source.getItems());
        }
        if (volume.getSecret() != null) {
            var source = volume.getSecret();
            return ConfigSource.chosen(configs.secret(source.getSecretName(), source.getOptional()), source.getItems());
        }
        if (volume.getDownwardAPI() != null) {
            return downward(volume.getDownwardAPI().getItems());
        }
        if (volume.getProjected() != null) {
            Map<String, byte[]> together = new HashMap<>();
            volume.getProjected().getSources().forEach(source -> together.putAll(content(source)));
            return together;
        }
        throw new CannotStart(
                "CreateContainerConfigError",
                "volume %s: the small kubelet offers emptyDir, configMap, secret, downwardAPI and projected"
                        .formatted(volume.getName()));
    }

    private Map<String, byte[]> content(VolumeProjection projected) {
        Map<String, byte[]> content = new HashMap<>();
        Optional.ofNullable(projected.getConfigMap())
                .ifPresent(source -> content.putAll(ConfigSource.chosen(
                        configs.configMap(source.getName(), source.getOptional()), source.getItems())));
        Optional.ofNullable(projected.getSecret())
                .ifPresent(source -> content.putAll(ConfigSource.chosen(
                        configs.secret(source.getName(), source.getOptional()), source.getItems())));
        Optional.ofNullable(projected.getDownwardAPI())
                .ifPresent(source -> content.putAll(downward(source.getItems())));
        Optional.ofNullable(projected.getServiceAccountToken())
                .ifPresent(wanted -> content.put(wanted.getPath(), bytes(tokens.of(wanted, Instant.now()))));
        return content;
    }

    private Map<String, byte[]> downward(@Nullable List<DownwardAPIVolumeFile> items) {
        Map<String, byte[]> content = new HashMap<>();
        for (DownwardAPIVolumeFile item : Optional.ofNullable(items).orElse(List.of())) {
            String text = item.getFieldRef() != null
                    ? fields.field(item.getFieldRef().getFieldPath())
                    : fields.resource(item.getResourceFieldRef(), Optional.empty());
            content.put(item.getPath(), bytes(text));
        }
        return content;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void writeChanged(Path file, byte[] bytes) {
        try {
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                PrivateFiles.write(file, bytes);
            }
        } catch (IOException cause) {
            throw LocalKubernetesException.file("a volume's file could not be read", file, cause);
        }
    }

    private static void removeOthers(Path target, Map<String, byte[]> content) {
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!content.containsKey(target.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException cause) {
            throw LocalKubernetesException.file("a volume could not be brought up to date", target, cause);
        }
    }
}
