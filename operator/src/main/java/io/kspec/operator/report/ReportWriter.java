package io.kspec.operator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.leadership.Term;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes reports: the spec first, then the status, then removes the oldest beyond the retention.
public final class ReportWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWriter.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int MOST_TRIES = 5;
    private static final long PAGE = 100L;

    private final KubernetesClient client;
    private final ObjectWriter writer;
    private final String namespace;
    private final Retention retention;
    private final ReportMetrics metrics;
    private final ObjectMapper mapper = new ObjectMapper();
    private Optional<String> clusterUid = Optional.empty();

    /// @param namespace where reports are kept
    /// @param term while it holds, reports are written
    public ReportWriter(
            KubernetesClient client, String namespace, ReportSettings settings, ReportMetrics metrics, Term term) {
        this.client = client;
        this.writer = new ObjectWriter(client, "kspec-reports", term::holds);
        this.namespace = namespace;
        this.retention = settings.retention();
        this.metrics = metrics;
    }

    /// What a report is called after and belongs to.
    ///
    /// @param prefix of the name, before the time
    /// @param owner name of the ClusterSpecification
    /// @param labels beside `kspec.io/cluster-spec` and `kspec.io/cluster-name`
    public record Draft(String prefix, String owner, String ownerUid, Map<String, String> labels) {
        public Draft {
            labels = Map.copyOf(labels);
        }
    }

    /// The name of the report as stored; empty when the API server refused it, which the log says.
    public <T extends HasMetadata> Optional<String> write(
            ObjectKind kind, Class<T> type, Draft draft, Object spec, Object status, Instant now) {
        Optional<ObjectNode> stored = create(kind, draft, spec, now);
        stored.ifPresent(report -> {
            metrics.stored(kind);
            report.set("status", mapper.valueToTree(status));
            if (writer.writeStatus(kind, report, "the report is complete") instanceof Outcome.Refused refused) {
                LOG.warn("the status of a report was refused: {}", refused.why().sentence());
            }
            removeOldest(kind, type, draft.owner(), now);
        });
        return stored.map(report -> report.path("metadata").path("name").asText());
    }

    /// Replaces the status of a stored report: what came after it was written. What the API server refuses, the log
    /// says.
    public void amend(ObjectKind kind, HasMetadata report, Object status) {
        ObjectNode json = mapper.valueToTree(report);
        json.set("status", mapper.valueToTree(status));
        switch (writer.writeStatus(kind, json, "what came of it")) {
            case Outcome.Done _ ->
                LOG.debug("report {} is settled", report.getMetadata().getName());
            case Outcome.Outdated _ ->
                LOG.info(
                        "report {} was not settled: it changed, or another replica leads",
                        report.getMetadata().getName());
            case Outcome.Refused refused ->
                LOG.warn("the status of a report was refused: {}", refused.why().sentence());
        }
    }

    /// The newest report of a specification; empty when there is none.
    ///
    /// @throws KubernetesClientException when they cannot be read
    public <T extends HasMetadata> Optional<T> newest(Class<T> type, String owner) {
        return stored(type, owner).stream().max(byAge());
    }

    private static <T extends HasMetadata> Comparator<T> byAge() {
        return Comparator.comparing((T report) -> report.getMetadata().getCreationTimestamp())
                .thenComparing(report -> report.getMetadata().getName());
    }

    /// The UID of namespace `kube-system`, which names a cluster; null while it cannot be read.
    public @org.jspecify.annotations.Nullable String clusterUid() {
        if (clusterUid.isEmpty()) {
            try {
                Namespace system = client.namespaces().withName("kube-system").get();
                clusterUid = Optional.ofNullable(system)
                        .map(found -> found.getMetadata().getUid());
            } catch (KubernetesClientException unreadable) {
                LOG.warn("the cluster's UID could not be read: {}", unreadable.getMessage());
            }
        }
        return clusterUid.orElse(null);
    }

    private Optional<ObjectNode> create(ObjectKind kind, Draft draft, Object spec, Instant now) {
        String name = draft.prefix() + "-" + STAMP.format(now);
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            ObjectNode report = report(kind, draft, attempt == 1 ? name : name + "-" + attempt, spec);
            switch (writer.write(new Change.Create(kind, report, "evidence"))) {
                case Outcome.Done done -> {
                    return Optional.of(done.stored());
                }
                case Outcome.Outdated _ -> LOG.debug("a report named {} exists already", name);
                case Outcome.Refused refused -> {
                    LOG.warn("report {} was refused: {}", name, refused.why().sentence());
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private ObjectNode report(ObjectKind kind, Draft draft, String name, Object spec) {
        ObjectNode report =
                mapper.createObjectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = report.putObject("metadata").put("name", name).put("namespace", namespace);
        ObjectNode labels = metadata.putObject("labels");
        labels.put("kspec.io/cluster-spec", Labels.value(draft.owner())).put("kspec.io/cluster-name", "local");
        draft.labels().forEach(labels::put);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "kspec.io/v1alpha1")
                .put("kind", "ClusterSpecification")
                .put("name", draft.owner())
                .put("uid", draft.ownerUid());
        report.set("spec", mapper.<JsonNode>valueToTree(spec));
        return report;
    }

    private <T extends HasMetadata> void removeOldest(ObjectKind kind, Class<T> type, String owner, Instant now) {
        try {
            List<T> reports = stored(type, owner);
            reports.sort(byAge());
            List<Instant> created = reports.stream()
                    .map(report -> Instant.parse(report.getMetadata().getCreationTimestamp()))
                    .toList();
            for (T old : reports.subList(0, retention.beyond(created, now))) {
                writer.write(new Change.Remove(kind, mapper.valueToTree(old), "older than the retention"));
            }
        } catch (KubernetesClientException unreadable) {
            LOG.warn("old reports could not be removed: {}", unreadable.getMessage());
        }
    }

    /// The stored reports of a specification.
    ///
    /// @throws KubernetesClientException when they cannot be read
    public <T extends HasMetadata> List<T> stored(Class<T> type, String owner) {
        var reports = new ArrayList<T>();
        String next = null;
        do {
            var page = client.resources(type)
                    .inNamespace(namespace)
                    .withLabel("kspec.io/cluster-spec", Labels.value(owner))
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next)
                            .build());
            reports.addAll(page.getItems());
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return reports;
    }
}
