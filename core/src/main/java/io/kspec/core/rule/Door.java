package io.kspec.core.rule;

import java.util.List;

/// Where rules are asked. The answer is the same at each.
public enum Door {
    CLUSTER_SCAN("scan of a cluster"),
    FILE_SCAN("scan of files"),
    ADMISSION("admission"),
    /// Unless the parameters of an instance are more than the API server's expressions can say.
    GENERATED_POLICY("generated policy");

    static final List<Door> OF_WORKLOADS = List.of(values());
    static final List<Door> OF_CLUSTERS = List.of(CLUSTER_SCAN);

    private final String word;

    Door(String word) {
        this.word = word;
    }

    /// As people read it.
    public String word() {
        return word;
    }
}
