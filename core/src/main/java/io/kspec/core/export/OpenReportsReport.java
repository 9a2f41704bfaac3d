package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `openreports.io/v1alpha1`: a Report for each namespace with findings, a ClusterReport for the rest, in one List
/// for `kubectl apply`. What would grow beyond what etcd takes goes on in a second object.
final class OpenReportsReport {
    private static final String API = "openreports.io/v1alpha1";

    /// Of the results of one object; etcd refuses objects above about 1.5 MiB.
    private static final int MOST_BYTES = 1_000_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;

    private OpenReportsReport(Report report) {
        this.report = report;
    }

    static void write(Report report, Writer out) throws IOException {
        ObjectNode list = JSON.objectNode();
        list.put("apiVersion", "v1");
        list.put("kind", "List");
        list.putArray("items").addAll(new OpenReportsReport(report).items());
        JsonText.write(list, out);
    }

    private List<ObjectNode> items() {
        Map<String, List<ObjectNode>> results = OpenReportsResults.byNamespace(report);
        var items = new ArrayList<ObjectNode>();
        results.forEach((namespace, ofNamespace) -> {
            List<List<ObjectNode>> parts = parts(ofNamespace);
            for (int part = 0; part < parts.size(); part++) {
                items.add(item(report, namespace, part, parts.get(part)));
            }
        });
        return items;
    }

    private static List<List<ObjectNode>> parts(List<ObjectNode> results) {
        var parts = new ArrayList<List<ObjectNode>>();
        var current = new ArrayList<ObjectNode>();
        int bytes = 0;
        for (ObjectNode result : results) {
            int size = result.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > MOST_BYTES && !current.isEmpty()) {
                parts.add(current);
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(result);
            bytes += size;
        }
        parts.add(current);
        return parts;
    }

    static ObjectNode item(Report report, String namespace, int part, List<ObjectNode> results) {
        ObjectNode item = JSON.objectNode();
        item.put("apiVersion", API);
        item.put("kind", namespace.isEmpty() ? "ClusterReport" : "Report");
        ObjectNode metadata = item.putObject("metadata");
        String name = KubernetesName.of("kspec-" + report.provenance().specification());
        metadata.put("name", part == 0 ? name : "%s-%d".formatted(name, part + 1));
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "kspec");
        item.put("source", "kspec");
        if (!namespace.isEmpty()) {
            item.putObject("scope")
                    .put("apiVersion", "v1")
                    .put("kind", "Namespace")
                    .put("name", namespace);
        }
        item.set("summary", summary(results));
        ArrayNode list = item.putArray("results");
        results.forEach(list::add);
        return item;
    }

    static ObjectNode summary(List<ObjectNode> results) {
        ObjectNode summary = JSON.objectNode();
        for (String word : List.of("pass", "fail", "warn", "error", "skip")) {
            summary.put(word, (int) results.stream()
                    .filter(result -> result.path("result").asText().equals(word))
                    .count());
        }
        return summary;
    }
}
