package io.kspec.core.rule.rbac;

import io.kspec.core.spec.RbacRule;
import java.util.List;
import java.util.Objects;

/// Verbs on a resource, as a specification names them; the core group is empty.
record Grant(String apiGroup, String resource, List<String> verbs) {
    Grant {
        verbs = List.copyOf(verbs);
    }

    static Grant of(RbacRule rule) {
        return new Grant(
                Objects.requireNonNullElse(rule.apiGroup(), ""),
                Objects.requireNonNullElse(rule.resource(), ""),
                rule.verbs());
    }

    /// `pods`, `apps/deployments`.
    String where() {
        return apiGroup.isEmpty() ? resource : apiGroup + "/" + resource;
    }

    /// `pods:get,list`.
    String display() {
        return where() + ":" + String.join(",", verbs);
    }
}
