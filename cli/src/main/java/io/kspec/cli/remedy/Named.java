package io.kspec.cli.remedy;

import io.kspec.core.subject.WorkloadKind;
import java.util.Locale;
import java.util.Optional;

/// A workload as a user names it.
record Named(WorkloadKind kind, String name) {
    /// `deployment/web`, `deployments/web`, `deploy/web`; empty for what names none of the kinds that are changed.
    static Optional<Named> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1) {
            return Optional.empty();
        }
        String name = text.substring(slash + 1);
        return kind(text.substring(0, slash).toLowerCase(Locale.ROOT)).map(kind -> new Named(kind, name));
    }

    private static Optional<WorkloadKind> kind(String word) {
        return switch (word) {
            case "deployment", "deployments", "deploy" -> Optional.of(WorkloadKind.DEPLOYMENT);
            case "statefulset", "statefulsets", "sts" -> Optional.of(WorkloadKind.STATEFUL_SET);
            case "daemonset", "daemonsets", "ds" -> Optional.of(WorkloadKind.DAEMON_SET);
            case "cronjob", "cronjobs", "cj" -> Optional.of(WorkloadKind.CRON_JOB);
            default -> Optional.empty();
        };
    }

    String display(String namespace) {
        return "%s %s/%s".formatted(kind.kind(), namespace, name);
    }
}
