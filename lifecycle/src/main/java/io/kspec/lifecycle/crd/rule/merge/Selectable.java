package io.kspec.lifecycle.crd.rule.merge;

import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.Set;
import java.util.TreeSet;

/// Reads the fields that objects can be selected by.
final class Selectable {
    private Selectable() {}

    /// The paths in the order of their names, as `.spec.color`.
    static Set<String> paths(CrdVersion version) {
        var paths = new TreeSet<String>();
        version.selectableFields()
                .forEach(field -> paths.add(field.path("jsonPath").asText("")));
        return paths;
    }

    /// The place of a path in findings: `spec.color`.
    static Where where(VersionPair version, String path) {
        return new Where(version.name(), path.startsWith(".") ? path.substring(1) : path);
    }
}
