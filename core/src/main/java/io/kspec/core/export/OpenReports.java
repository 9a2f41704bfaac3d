package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A report as objects of `openreports.io/v1alpha1` that an operator can keep current: one for the cluster and one
/// for each namespace with findings, each of bounded size.
public final class OpenReports {
    /// How many results were left out, where some were: an annotation of the object.
    public static final String LEFT_OUT = "kspec.io/results-left-out";

    private static final List<String> WORST_FIRST = List.of("fail", "error", "warn", "skip", "pass");

    private OpenReports() {}

    /// The summary of each object counts all results; the worst come first and at most `mostResults` are listed.
    public static List<ObjectNode> bounded(Report report, int mostResults) {
        var objects = new ArrayList<ObjectNode>();
        OpenReportsResults.byNamespace(report).forEach((namespace, results) -> {
            List<ObjectNode> kept = results.stream()
                    .sorted(Comparator.comparingInt(
                            result -> WORST_FIRST.indexOf(result.path("result").asText())))
                    .limit(mostResults)
                    .toList();
            ObjectNode object = OpenReportsReport.item(report, namespace, 0, kept);
            object.set("summary", OpenReportsReport.summary(results));
            if (kept.size() < results.size()) {
                object.putObject("configuration").putObject("limits").put("maxResults", mostResults);
                object.withObject("/metadata/annotations")
                        .put(LEFT_OUT, Integer.toString(results.size() - kept.size()));
            }
            objects.add(object);
        });
        return objects;
    }
}
