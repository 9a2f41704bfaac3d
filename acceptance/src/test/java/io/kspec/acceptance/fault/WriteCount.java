package io.kspec.acceptance.fault;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many writes the API server has answered, by its own count: one that changed nothing counts as well.
final class WriteCount {
    private static final Pattern COUNTER = Pattern.compile("apiserver_request_total\\{(.*)\\} ([0-9.e+]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION");
    private static final Set<String> GROUPS = Set.of("kspec.io", "admissionregistration.k8s.io");

    private WriteCount() {}

    /// Writes to kspec's own kinds and to guards, and to Secrets and Events of any namespace.
    static long of(KubernetesClient client) {
        return client.raw("/metrics")
                .lines()
                .map(COUNTER::matcher)
                .filter(Matcher::matches)
                .filter(counter -> counts(counter.group(1)))
                .mapToLong(counter -> (long) Double.parseDouble(counter.group(2)))
                .sum();
    }

    private static boolean counts(String labels) {
        String group = "";
        String resource = "";
        String verb = "";
        Matcher label = LABEL.matcher(labels);
        while (label.find()) {
            switch (label.group(1)) {
                case "group" -> group = label.group(2);
                case "resource" -> resource = label.group(2);
                case "verb" -> verb = label.group(2);
                default -> {}
            }
        }
        return WRITES.contains(verb)
                && (GROUPS.contains(group) || resource.equals("secrets") || resource.equals("events"));
    }
}
