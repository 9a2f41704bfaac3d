package io.kspec.bench.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pod to be judged, and the right answer.
///
/// @param refusal what the refusal must say; empty: the pod is to be admitted
record Case(String name, ObjectNode pod, Optional<String> refusal) {
    private static final String DIGEST = "@sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c";

    /// As many that are refused, each for another reason, as are admitted; they alternate.
    static List<Case> from(ObjectNode compliant) {
        List<Case> refused = List.of(
                broken(compliant, "privileged", "privileged", pod -> confinement(container(pod, 0))
                        .put("privileged", true)
                        .remove("allowPrivilegeEscalation")),
                broken(compliant, "foreign registry", "docker.io", pod -> container(pod, 1)
                        .put("image", "docker.io/library/proxy" + DIGEST)),
                broken(compliant, "latest tag", "digest", pod -> container(pod, 2)
                        .put("image", "registry.k8s.io/logs/shipper:latest")),
                broken(compliant, "no memory limit", "resources.limits.memory", pod -> container(pod, 1)
                        .withObject("/resources")
                        .remove("limits")),
                broken(compliant, "host network", "hostNetwork", pod -> pod.withObject("/spec")
                        .put("hostNetwork", true)),
                broken(compliant, "kept capabilities in an init container", "capabilities.drop", pod -> confinement(
                                (ObjectNode) pod.at("/spec/initContainers/0"))
                        .remove("capabilities")));
        var cases = new ArrayList<Case>();
        for (int replica = 0; replica < refused.size(); replica++) {
            ObjectNode pod = compliant.deepCopy();
            pod.withObject("/metadata").put("name", "checkout-7d9c5b6f4-%05d".formatted(replica));
            cases.add(new Case("compliant %d".formatted(replica), pod, Optional.empty()));
            cases.add(refused.get(replica));
        }
        return cases;
    }

    @FunctionalInterface
    private interface Change {
        Object in(ObjectNode pod);
    }

    private static Case broken(ObjectNode compliant, String name, String refusal, Change change) {
        ObjectNode pod = compliant.deepCopy();
        var _ = change.in(pod);
        return new Case(name, pod, Optional.of(refusal));
    }

    private static ObjectNode container(ObjectNode pod, int index) {
        return (ObjectNode) ((ArrayNode) pod.at("/spec/containers")).get(index);
    }

    private static ObjectNode confinement(ObjectNode container) {
        return container.withObject("/securityContext");
    }
}
