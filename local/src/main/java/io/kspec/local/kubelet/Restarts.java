package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;

/// When an ended container is started again.
enum Restarts {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    boolean after(int exitCode) {
        return switch (this) {
            case ALWAYS -> true;
            case ON_FAILURE -> exitCode != 0;
            case NEVER -> false;
        };
    }

    static Restarts of(Pod pod) {
        return switch (String.valueOf(pod.getSpec().getRestartPolicy())) {
            case "Never" -> NEVER;
            case "OnFailure" -> ON_FAILURE;
            default -> ALWAYS;
        };
    }

    /// An init container has to succeed once; one that asks to be restarted always is a sidecar.
    static Restarts ofInit(Pod pod, Container container) {
        if (isSidecar(container)) {
            return ALWAYS;
        }
        return of(pod) == NEVER ? NEVER : ON_FAILURE;
    }

    static boolean isSidecar(Container container) {
        return "Always".equals(container.getRestartPolicy());
    }
}
