package io.kspec.server.web;

import java.util.Optional;

/// One thing that is wrong, at a field (`spec.strategy`, a query or header name) or in a cluster.
public record Detail(Optional<String> field, Optional<String> cluster, String message) {
    public static Detail ofField(String field, String message) {
        return new Detail(Optional.of(field), Optional.empty(), message);
    }

    public static Detail ofCluster(String cluster, String message) {
        return new Detail(Optional.empty(), Optional.of(cluster), message);
    }
}
