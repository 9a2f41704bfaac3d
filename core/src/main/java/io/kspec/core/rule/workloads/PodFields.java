package io.kspec.core.rule.workloads;

import io.kspec.core.subject.ContainerFields;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must be known of a pod's schema, beside the names in [ContainerFields], to judge any field by its path.
final class PodFields {
    private static final String ANY_KEY = ".*";

    /// The first segments of a container's fields; every other path is one of the pod.
    private static final Set<String> OF_CONTAINERS = ContainerFields.ofContainers().stream()
            .map(path -> path.split("\\.", 2)[0])
            .collect(Collectors.toUnmodifiableSet());

    /// Paths that hold an object; a path through anything else (a list, a text) leads nowhere.
    private static final Set<String> OBJECTS = Stream.concat(
                    ContainerFields.ofContainers().stream(), ContainerFields.ofPods().stream())
            .filter(path -> path.indexOf('.') >= 0)
            .map(path -> path.substring(0, path.lastIndexOf('.')))
            .collect(Collectors.toUnmodifiableSet());

    /// Objects whose keys users choose, such as `resources.limits`: what follows is one key, dots and all.
    private static final Set<String> MAPS = Stream.concat(
                    ContainerFields.ofContainers().stream(), ContainerFields.ofPods().stream())
            .filter(path -> path.endsWith(ANY_KEY))
            .map(path -> path.substring(0, path.length() - ANY_KEY.length()))
            .collect(Collectors.toUnmodifiableSet());

    /// The API refuses these on ephemeral containers, so none can be asked to have them.
    private static final Set<String> NEVER_EPHEMERAL = Set.of(
            "lifecycle", "livenessProbe", "ports", "readinessProbe", "resizePolicy", "resources", "startupProbe");

    /// The API refuses these on init containers, unless they run beside the others (`restartPolicy: Always`).
    private static final Set<String> NEVER_INIT =
            Set.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");

    /// The API leaves these out of an object when they are false: absent is false.
    private static final Set<String> FALSE_WHEN_ABSENT =
            Set.of("hostIPC", "hostNetwork", "hostPID", "stdin", "stdinOnce", "tty");

    /// Fields below which secrets may stand.
    private static final Set<String> CONFIDENTIAL = Set.of("args", "command", "env", "envFrom", "httpHeaders", "exec");

    private PodFields() {}

    /// The segments of a dotted path.
    static List<String> segments(String dotted) {
        return MAPS.stream()
                .filter(map -> dotted.startsWith(map + "."))
                .findFirst()
                .map(map -> Stream.concat(Stream.of(map.split("\\.")), Stream.of(dotted.substring(map.length() + 1)))
                        .toList())
                .orElseGet(() -> List.of(dotted.split("\\.", -1)));
    }

    static boolean ofContainers(List<String> path) {
        return OF_CONTAINERS.contains(path.getFirst());
    }

    static boolean neverEphemeral(List<String> path) {
        return NEVER_EPHEMERAL.contains(path.getFirst());
    }

    static boolean neverInit(List<String> path) {
        return NEVER_INIT.contains(path.getFirst());
    }

    static boolean falseWhenAbsent(List<String> path) {
        return path.size() == 1 && FALSE_WHEN_ABSENT.contains(path.getFirst());
    }

    static boolean confidential(List<String> path) {
        return path.stream().anyMatch(CONFIDENTIAL::contains);
    }

    /// Whether the values at this path are amounts, such as `500m` or `1Gi`.
    static boolean quantity(List<String> path) {
        return path.size() == 3
                && path.getFirst().equals("resources")
                && (path.get(1).equals("limits") || path.get(1).equals("requests"));
    }

    /// Whether every step but the last is known to hold an object.
    static boolean reachable(List<String> path) {
        return Stream.iterate(1, length -> length < path.size(), length -> length + 1)
                .allMatch(length -> OBJECTS.contains(String.join(".", path.subList(0, length))));
    }
}
