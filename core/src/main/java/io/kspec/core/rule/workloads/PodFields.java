package io.kspec.core.rule.workloads;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What must be known of a pod's schema (Kubernetes 1.35) to judge any field by its path.
final class PodFields {
    /// The fields of a container; every other first segment is a field of the pod.
    private static final Set<String> OF_CONTAINERS = Set.of(
            "args",
            "command",
            "env",
            "envFrom",
            "image",
            "imagePullPolicy",
            "lifecycle",
            "livenessProbe",
            "name",
            "ports",
            "readinessProbe",
            "resizePolicy",
            "resources",
            "restartPolicy",
            "restartPolicyRules",
            "securityContext",
            "startupProbe",
            "stdin",
            "stdinOnce",
            "targetContainerName",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "tty",
            "volumeDevices",
            "volumeMounts",
            "workingDir");

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

    /// Paths that hold an object; a path through anything else (a list, a text) leads nowhere.
    private static final Set<String> OBJECTS = objects();

    private PodFields() {}

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

    private static Set<String> objects() {
        Stream<String> fixed = Stream.of(
                "affinity",
                "affinity.nodeAffinity",
                "affinity.podAffinity",
                "affinity.podAntiAffinity",
                "dnsConfig",
                "lifecycle",
                "nodeSelector",
                "os",
                "overhead",
                "resources",
                "resources.limits",
                "resources.requests",
                "securityContext",
                "securityContext.appArmorProfile",
                "securityContext.capabilities",
                "securityContext.seLinuxOptions",
                "securityContext.seccompProfile",
                "securityContext.windowsOptions");
        Stream<String> handlers = Stream.of(
                        "livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop")
                .flatMap(handler -> Stream.of("", ".exec", ".grpc", ".httpGet", ".sleep", ".tcpSocket")
                        .map(kind -> handler + kind));
        return Stream.concat(fixed, handlers).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
