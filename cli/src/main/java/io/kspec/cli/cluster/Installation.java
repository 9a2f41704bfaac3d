package io.kspec.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What of kspec runs in a cluster, as far as its objects tell. Pure.
///
/// @param operator whether an operator has registered its admission there
/// @param leftAlone namespaces that admission and generated policies leave alone
/// @param cronJobs those of the first kspec that are still there, `namespace/name`
public record Installation(boolean operator, Set<String> leftAlone, List<String> cronJobs) {
    /// What admission leaves alone wherever nobody chose otherwise.
    public static final Set<String> LEFT_ALONE = Set.of("kube-system", "kspec-system");

    /// What must be listed to know it.
    public static final Set<Resource> READS = Set.of(Resource.VALIDATING_WEBHOOKS, Resource.CRON_JOBS);

    private static final String REGISTRATION = "kspec-validating-webhook";
    private static final Set<String> OLDER = Set.of("kspec-drift-monitor", "kspec-drift-remediate");

    public Installation {
        leftAlone = Set.copyOf(leftAlone);
        cronJobs = List.copyOf(cronJobs);
    }

    public static Installation of(ClusterView cluster) {
        List<JsonNode> registrations = cluster.list(Resource.VALIDATING_WEBHOOKS).items().stream()
                .filter(webhook -> name(webhook).equals(REGISTRATION))
                .toList();
        var leftAlone = new TreeSet<String>();
        registrations.forEach(registration -> leftAlone.addAll(leftAlone(registration)));
        List<String> older = cluster.list(Resource.CRON_JOBS).items().stream()
                .filter(job -> OLDER.contains(name(job)))
                .map(job -> job.path("metadata").path("namespace").asText("") + "/" + name(job))
                .sorted()
                .toList();
        return new Installation(!registrations.isEmpty(), leftAlone.isEmpty() ? LEFT_ALONE : leftAlone, older);
    }

    /// What the selector of the registration leaves out by name.
    private static Set<String> leftAlone(JsonNode registration) {
        var names = new TreeSet<String>();
        for (JsonNode webhook : registration.path("webhooks")) {
            for (JsonNode expression : webhook.path("namespaceSelector").path("matchExpressions")) {
                if (expression.path("key").asText("").equals("kubernetes.io/metadata.name")
                        && expression.path("operator").asText("").equals("NotIn")) {
                    expression.path("values").forEach(value -> names.add(value.asText("")));
                }
            }
        }
        return names;
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }
}
