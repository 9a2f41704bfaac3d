package io.kspec.core.rule;

import io.kspec.core.verdict.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The usual shapes of evidence in reports.
public final class Evidence {
    private Evidence() {}

    /// `{"violations": [{namespace, <kind>, container, path, observed, demanded}]}` in the order given; the object's
    /// name stands under its kind in lower case (`pod`, `deployment`), what does not apply is left out.
    public static Map<String, Object> violations(List<Violation> violations) {
        return Map.of("violations", violations.stream().map(Evidence::violation).toList());
    }

    /// `{namespace, <kind>, container, path, observed, demanded}`.
    public static Map<String, Object> violation(Violation violation) {
        var shape = new LinkedHashMap<String, Object>();
        var subject = violation.subject();
        if (!subject.namespace().isEmpty()) {
            shape.put("namespace", subject.namespace());
        }
        String kind = subject.kind();
        shape.put(
                kind.isEmpty() ? "object" : kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + kind.substring(1),
                subject.name());
        if (!subject.container().isEmpty()) {
            shape.put("container", subject.container());
        }
        shape.put("path", violation.path().pointer());
        shape.put("observed", violation.observed());
        shape.put("demanded", violation.demanded());
        return shape;
    }
}
