package io.kspec.core.rule.observability;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.SubjectRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command lines of API servers that run as static pods: a kubelet mirrors these into `kube-system` and marks
/// them, which no ordinary user can. A managed control plane shows none.
final class ApiServers {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private ApiServers() {}

    /// One API server whose command line can be seen.
    ///
    /// @param flags by name without dashes; a flag without a value is empty
    record ApiServer(SubjectRef ref, Map<String, String> flags) {
        ApiServer {
            flags = Map.copyOf(flags);
        }

        boolean has(String flag) {
            return !flags.getOrDefault(flag, "").isEmpty();
        }

        /// The flag as a number; empty when it is absent or none.
        Optional<Integer> number(String flag) {
            String text = flags.getOrDefault(flag, "");
            return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        }

        boolean writesAnAuditLog() {
            return has("audit-policy-file") && (has("audit-log-path") || has("audit-webhook-config-file"));
        }
    }

    static List<ApiServer> visible(ClusterView cluster) {
        return cluster.list(Resource.PODS).items().stream()
                .filter(ApiServers::isOne)
                .map(pod -> new ApiServer(Subject.of(pod).ref(), flags(pod)))
                .toList();
    }

    private static boolean isOne(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        return metadata.path("namespace").asText("").equals("kube-system")
                && metadata.path("name").asText("").startsWith("kube-apiserver-")
                && metadata.path("annotations").has(MIRROR);
    }

    private static Map<String, String> flags(JsonNode pod) {
        var flags = new LinkedHashMap<String, String>();
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (String list : List.of("command", "args")) {
                for (JsonNode word : container.path(list)) {
                    String text = word.asText("");
                    int equals = text.indexOf('=');
                    if (text.startsWith("--")) {
                        flags.put(
                                equals < 0 ? text.substring(2) : text.substring(2, equals),
                                equals < 0 ? "" : text.substring(equals + 1));
                    }
                }
            }
        }
        return flags;
    }
}
