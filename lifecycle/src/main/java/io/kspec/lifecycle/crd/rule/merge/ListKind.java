package io.kspec.lifecycle.crd.rule.merge;

import com.fasterxml.jackson.databind.JsonNode;

/// How the entries of a list are told apart.
final class ListKind {
    static final String TYPE = "x-kubernetes-list-type";
    static final String KEYS = "x-kubernetes-list-map-keys";

    private ListKind() {}

    /// `atomic` where nothing is said.
    static String of(JsonNode said) {
        return said.asText("").isEmpty() ? "atomic" : said.asText("");
    }

    static boolean isAtomic(JsonNode said) {
        return of(said).equals("atomic");
    }
}
