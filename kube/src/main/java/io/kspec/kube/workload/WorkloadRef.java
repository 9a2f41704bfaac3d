package io.kspec.kube.workload;

import java.util.Locale;

/// A workload of `apps/v1`.
public record WorkloadRef(Kind kind, String namespace, String name) {
    /// Those of which an operator's controllers are made.
    public enum Kind {
        DEPLOYMENT("Deployment"),
        STATEFUL_SET("StatefulSet"),
        DAEMON_SET("DaemonSet");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// As the API names it.
        public String text() {
            return text;
        }
    }

    /// Where the API server has it.
    public String path() {
        return "/apis/apps/v1/namespaces/%s/%ss/%s"
                .formatted(namespace, kind.text().toLowerCase(Locale.ROOT), name);
    }

    @Override
    public String toString() {
        return "%s %s/%s".formatted(kind.text(), namespace, name);
    }
}
