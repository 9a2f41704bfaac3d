package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/// The field that a rule's failure is told of: `.spec.replicas` or `.labels['a.b']`.
final class FieldPaths {
    private static final Pattern SEGMENT = Pattern.compile("\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)']");

    private FieldPaths() {}

    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        var matcher = SEGMENT.matcher(path);
        while (matcher.find()) {
            segments.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2).replaceAll("\\\\(.)", "$1"));
        }
        return List.copyOf(segments);
    }
}
