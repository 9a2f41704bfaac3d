package io.kspec.core.subject;

import io.kspec.core.spelling.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The fields that a specification may demand of containers, by dotted path: those of a container, and those that
/// only its pod has.
///
/// A path ends at a list; it never leads into the objects of one. **Source** Kubernetes API core/v1, Container and
/// PodSpec; a test compares the two lists below with the model of the Kubernetes client.
public final class ContainerFields {
    private static final String HTTP = "httpGet(host httpHeaders path port scheme) tcpSocket(host port) exec(command)";
    private static final String PROBE =
            "(%s failureThreshold grpc(port service) initialDelaySeconds periodSeconds".formatted(HTTP)
                    + " successThreshold terminationGracePeriodSeconds timeoutSeconds)";
    private static final String RESOURCES = "resources(claims limits(*) requests(*))";
    private static final String PROFILES = """
            appArmorProfile(localhostProfile type) seLinuxOptions(level role type user)
            seccompProfile(localhostProfile type) runAsGroup runAsNonRoot runAsUser
            windowsOptions(gmsaCredentialSpec gmsaCredentialSpecName hostProcess runAsUserName)
            """;
    private static final String CONTAINER = """
            args command env envFrom image imagePullPolicy name ports resizePolicy restartPolicy restartPolicyRules
            stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir
            lifecycle(postStart(%1$s sleep(seconds)) preStop(%1$s sleep(seconds)) stopSignal)
            livenessProbe%2$s readinessProbe%2$s startupProbe%2$s %3$s
            securityContext(allowPrivilegeEscalation capabilities(add drop) privileged procMount
              readOnlyRootFilesystem %4$s)
            """.formatted(HTTP, PROBE, RESOURCES, PROFILES);
    private static final String POD = """
            activeDeadlineSeconds automountServiceAccountToken containers dnsPolicy enableServiceLinks
            ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride
            imagePullSecrets initContainers nodeName nodeSelector(*) os(name) overhead(*) preemptionPolicy priority
            priorityClassName readinessGates resourceClaims restartPolicy runtimeClassName schedulerName
            schedulingGates serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain
            terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes
            affinity(
              nodeAffinity(preferredDuringSchedulingIgnoredDuringExecution
                requiredDuringSchedulingIgnoredDuringExecution(nodeSelectorTerms))
              podAffinity(preferredDuringSchedulingIgnoredDuringExecution
                requiredDuringSchedulingIgnoredDuringExecution)
              podAntiAffinity(preferredDuringSchedulingIgnoredDuringExecution
                requiredDuringSchedulingIgnoredDuringExecution))
            dnsConfig(nameservers options searches) %s workloadRef(name podGroup podGroupReplicaKey)
            securityContext(fsGroup fsGroupChangePolicy seLinuxChangePolicy supplementalGroups
              supplementalGroupsPolicy sysctls %s)
            """.formatted(RESOURCES, PROFILES);
    private static final String ANY_KEY = ".*";
    private static final int LONGEST_PATH = 512;

    private static final Set<String> OF_CONTAINERS = paths(CONTAINER);
    private static final Set<String> OF_PODS = paths(POD);

    private ContainerFields() {}

    /// Whether a container, or the pod it runs in, has this field. Below a map (`resources.limits`) every key
    /// will do.
    public static boolean known(String path) {
        return known(path, OF_CONTAINERS) || known(path, OF_PODS);
    }

    /// The field that an unknown path was probably meant to be: one that ends in the same word if there is one, else
    /// the one with the fewest letters to change.
    public static Optional<String> nearest(String path) {
        if (path.length() > LONGEST_PATH) {
            return Optional.empty();
        }
        Comparator<String> fewest = Comparator.comparingInt(field -> Nearest.changes(path, field));
        List<String> fields = Stream.concat(OF_CONTAINERS.stream(), OF_PODS.stream())
                .filter(field -> !field.endsWith(ANY_KEY))
                .toList();
        return fields.stream()
                .filter(field -> last(field).equals(last(path)))
                .min(fewest)
                .or(() -> Nearest.to(path, fields));
    }

    /// Every known path of a container; one that ends in `.*` stands for every key of a map.
    public static Set<String> ofContainers() {
        return OF_CONTAINERS;
    }

    /// The same of a pod's spec.
    public static Set<String> ofPods() {
        return OF_PODS;
    }

    private static boolean known(String path, Set<String> fields) {
        if (fields.contains(path)) {
            return !path.endsWith(ANY_KEY);
        }
        int dot = path.indexOf('.');
        while (dot >= 0) {
            boolean keyOfMap = fields.contains(path.substring(0, dot) + ANY_KEY) && dot + 1 < path.length();
            if (keyOfMap) {
                return true;
            }
            dot = path.indexOf('.', dot + 1);
        }
        return false;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// Reads `a b(c d(*))` as a, b, b.c, b.d and `b.d.*`.
    private static Set<String> paths(String grammar) {
        var paths = new TreeSet<String>();
        Deque<String> parents = new ArrayDeque<>(List.of(""));
        String word = "";
        for (String token : tokens(grammar)) {
            switch (token) {
                case "(" -> parents.push(parents.getFirst() + word + ".");
                case ")" -> parents.pop();
                default -> {
                    word = token;
                    paths.add(parents.getFirst() + word);
                }
            }
        }
        return Collections.unmodifiableSet(paths);
    }

    private static List<String> tokens(String grammar) {
        var tokens = new ArrayList<String>();
        for (String word : grammar.replace("(", " ( ").replace(")", " ) ").split("\\s+", 0)) {
            if (!word.isEmpty()) {
                tokens.add(word);
            }
        }
        return tokens;
    }
}
