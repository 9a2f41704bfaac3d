package io.kspec.core.subject;

import io.kspec.core.verdict.FieldPath;
import java.util.Arrays;
import java.util.Optional;

/// The seven kinds that hold a pod, and where in them it hangs.
public enum WorkloadKind {
    POD("", "Pod", "pods", ""),
    DEPLOYMENT("apps", "Deployment", "deployments", "spec.template"),
    STATEFUL_SET("apps", "StatefulSet", "statefulsets", "spec.template"),
    DAEMON_SET("apps", "DaemonSet", "daemonsets", "spec.template"),
    REPLICA_SET("apps", "ReplicaSet", "replicasets", "spec.template"),
    JOB("batch", "Job", "jobs", "spec.template"),
    CRON_JOB("batch", "CronJob", "cronjobs", "spec.jobTemplate.spec.template");

    private final String group;
    private final String kind;
    private final String plural;
    private final FieldPath template;

    WorkloadKind(String group, String kind, String plural, String template) {
        this.group = group;
        this.kind = kind;
        this.plural = plural;
        this.template = FieldPath.of(template);
    }

    /// The kind that an object's apiVersion and kind name, in any version of its group.
    public static Optional<WorkloadKind> of(String apiVersion, String kind) {
        String group = apiVersion.indexOf('/') < 0 ? "" : apiVersion.substring(0, apiVersion.indexOf('/'));
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind) && known.group.equals(group))
                .findFirst();
    }

    /// The API group; empty for the core group.
    public String group() {
        return group;
    }

    public String kind() {
        return kind;
    }

    /// The resource's name in URLs and roles.
    public String plural() {
        return plural;
    }

    /// Where the pod (its metadata and spec) hangs; the root for a Pod.
    public FieldPath template() {
        return template;
    }
}
