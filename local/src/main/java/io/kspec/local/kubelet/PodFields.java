package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a pod can ask about itself (`fieldRef`, `resourceFieldRef`).
///
/// @param podIp its address
/// @param hostIp its node's
record PodFields(Pod pod, String podIp, String hostIp) {
    private static final Pattern ONE_OF = Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

    /// @param path such as `metadata.name` or `metadata.labels['app']`
    /// @throws CannotStart if there is no such field
    String field(String path) {
        Matcher one = ONE_OF.matcher(path);
        if (one.matches()) {
            return map(one.group(1)).getOrDefault(one.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "metadata.labels" -> lines(map("labels"));
            case "metadata.annotations" -> lines(map("annotations"));
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" -> serviceAccount();
            case "status.podIP", "status.podIPs" -> podIp;
            case "status.hostIP", "status.hostIPs" -> hostIp;
            default ->
                throw new CannotStart(
                        "CreateContainerConfigError", "fieldPath %s is not known to the small kubelet".formatted(path));
        };
    }

    String serviceAccount() {
        return Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("default");
    }

    /// @param fallback the container that asks, where the selector names none
    String resource(ResourceFieldSelector wanted, Optional<Container> fallback) {
        Container container = Optional.ofNullable(wanted.getContainerName())
                .flatMap(this::container)
                .or(() -> fallback)
                .orElseThrow(
                        () -> new CannotStart("CreateContainerConfigError", "resourceFieldRef names no container"));
        BigDecimal amount = amount(container, wanted.getResource());
        BigDecimal divisor = Optional.ofNullable(wanted.getDivisor())
                .map(Quantity::getNumericalAmount)
                .filter(number -> number.signum() > 0)
                .orElse(BigDecimal.ONE);
        return amount.divide(divisor, 0, RoundingMode.CEILING).toPlainString();
    }

    /// What has no limit may use all that the node has.
    private static BigDecimal amount(Container container, String resource) {
        String kind = resource.substring(resource.indexOf('.') + 1);
        var resources = Optional.ofNullable(container.getResources());
        Optional<Map<String, Quantity>> limits = resources.map(all -> all.getLimits());
        Optional<Map<String, Quantity>> requests = resources.map(all -> all.getRequests());
        Optional<Quantity> limit = limits.map(all -> all.get(kind));
        Optional<Quantity> found = resource.startsWith("requests.")
                ? requests.map(all -> all.get(kind)).or(() -> Optional.of(new Quantity("0")))
                : limit.or(() -> Optional.ofNullable(LoopbackNode.CAPACITY.get(kind)));
        return found.orElseThrow(() -> new CannotStart(
                        "CreateContainerConfigError",
                        "resource %s is not known to the small kubelet".formatted(resource)))
                .getNumericalAmount();
    }

    private Optional<Container> container(String name) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(name))
                .findFirst();
    }

    private Map<String, String> map(String which) {
        return Optional.ofNullable(
                        which.equals("labels")
                                ? pod.getMetadata().getLabels()
                                : pod.getMetadata().getAnnotations())
                .orElse(Map.of());
    }

    private static String lines(Map<String, String> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(entry -> "%s=\"%s\"".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }
}
