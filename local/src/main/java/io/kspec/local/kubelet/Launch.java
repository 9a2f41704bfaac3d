package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One start of one container.
///
/// @param podIp the pod's own address, such as `127.19.1.4`
/// @param command the container's `command`, expanded, mount paths replaced; empty if it has none
/// @param arguments the container's `args`, likewise
/// @param environment all that the process gets
/// @param mounts the folders mounted, by mount path
public record Launch(
        Pod pod,
        Container container,
        String podIp,
        List<String> command,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, Path> mounts) {
    /// Copies what it is given.
    public Launch {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        mounts = Map.copyOf(mounts);
    }
}
