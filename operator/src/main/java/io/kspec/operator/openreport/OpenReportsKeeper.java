package io.kspec.operator.openreport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.export.OpenReports;
import io.kspec.core.export.Provenance;
import io.kspec.core.export.Report;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.report.Labels;
import io.kspec.operator.report.OpenReportsMode;
import io.kspec.operator.specification.ScanWatcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one Report per namespace with findings and one ClusterReport per specification current, where the cluster
/// serves them. An object is written only when its results changed; what nobody finds any more goes, and all of it
/// goes with the specification, which owns it.
public final class OpenReportsKeeper implements ScanWatcher {
    static final int MOST_RESULTS = 500;
    private static final String GROUP = "openreports.io";
    private static final String VERSION = "v1alpha1";
    static final ObjectKind REPORT = new ObjectKind(GROUP, VERSION, "Report", "reports", true);
    static final ObjectKind CLUSTER_REPORT = new ObjectKind(GROUP, VERSION, "ClusterReport", "clusterreports", false);
    private static final String HASH = "kspec.io/results-hash";
    private static final String OWNER = "kspec.io/cluster-spec";
    private static final long PAGE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(OpenReportsKeeper.class);

    private final KubernetesClient client;
    private final ObjectWriter writer;
    private final OpenReportsMode mode;
    private final String version;
    private final ObjectMapper mapper = new ObjectMapper();

    /// @param version of kspec
    /// @param term while it holds, reports are written
    public OpenReportsKeeper(KubernetesClient client, OpenReportsMode mode, String version, Term term) {
        this.client = client;
        this.writer = new ObjectWriter(client, "kspec-reports", term::holds);
        this.mode = mode;
        this.version = version;
    }

    /// Names an object of either kind; the namespace is empty for a ClusterReport.
    private record Id(String namespace, String name) {
        static Id of(ObjectNode object) {
            return new Id(
                    object.path("metadata").path("namespace").asText(""),
                    object.path("metadata").path("name").asText(""));
        }

        ObjectKind kind() {
            return namespace.isEmpty() ? CLUSTER_REPORT : REPORT;
        }
    }

    @Override
    public void scanned(Scanned scan) {
        try {
            if (wanted()) {
                write(scan);
            }
        } catch (KubernetesClientException unread) { // the next scan tries again
            LOG.warn("OpenReports could not be read: {}", unread.getMessage());
        }
    }

    private boolean wanted() {
        return switch (mode) {
            case FALSE -> false;
            case TRUE -> true;
            case AUTO -> served();
        };
    }

    private boolean served() {
        var group = client.getApiGroup(GROUP);
        return group != null
                && group.getVersions().stream().anyMatch(one -> one.getVersion().equals(VERSION));
    }

    private void write(Scanned scan) {
        String name = scan.rulebook().specification();
        var provenance = new Provenance(
                version, name, "cluster", "cluster local", Provenance.SubjectType.CLUSTER, scan.finished());
        Report report = Report.of(provenance, scan.result(), (_, _) -> Optional.empty(), Optional.empty());
        Map<Id, ObjectNode> live = live(name);
        for (ObjectNode object : OpenReports.bounded(report, MOST_RESULTS)) {
            own(object, scan.specification(), name);
            settle(object, Optional.ofNullable(live.remove(Id.of(object))));
        }
        live.forEach((id, gone) -> told(writer.write(new Change.Remove(id.kind(), gone, "nothing is found any more"))));
    }

    private void settle(ObjectNode object, Optional<ObjectNode> live) {
        ObjectKind kind = Id.of(object).kind();
        if (live.isEmpty()) {
            told(writer.write(new Change.Create(kind, object, "findings")));
        } else if (!hash(live.get()).equals(hash(object))) {
            String resourceVersion =
                    live.get().path("metadata").path("resourceVersion").asText("");
            told(writer.write(new Change.Replace(kind, object, resourceVersion, "findings changed")));
        }
    }

    private static void told(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("an OpenReport was refused: {}", refused.why().sentence());
        }
    }

    private void own(ObjectNode object, ClusterSpecification specification, String name) {
        object.withObject("/metadata/annotations").put(HASH, hashOfResults(object));
        object.withObject("/metadata/labels").put(OWNER, Labels.value(name));
        object.withArray("/metadata/ownerReferences")
                .addObject()
                .put("apiVersion", specification.getApiVersion())
                .put("kind", specification.getKind())
                .put("name", name)
                .put("uid", specification.getMetadata().getUid());
    }

    private static String hash(ObjectNode object) {
        return object.path("metadata").path("annotations").path(HASH).asText("");
    }

    /// Without their times, which every scan moves.
    private static String hashOfResults(ObjectNode object) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(object.path("summary").toString().getBytes(StandardCharsets.UTF_8));
            object.path("results").forEach(result -> {
                ObjectNode timeless = result.deepCopy();
                timeless.remove("timestamp");
                digest.update(timeless.toString().getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Map<Id, ObjectNode> live(String specification) {
        var found = new HashMap<Id, ObjectNode>();
        for (ObjectKind kind : List.of(REPORT, CLUSTER_REPORT)) {
            listed(kind, specification).forEach(object -> found.put(Id.of(object), object));
        }
        return found;
    }

    private List<ObjectNode> listed(ObjectKind kind, String specification) {
        var objects = new ArrayList<ObjectNode>();
        String next = null;
        do {
            var options =
                    new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
            var resources = client.genericKubernetesResources(kind.context());
            var page = (kind.namespaced() ? resources.inAnyNamespace() : resources)
                    .withLabels(Map.of("app.kubernetes.io/managed-by", "kspec", OWNER, Labels.value(specification)))
                    .list(options);
            for (GenericKubernetesResource item : page.getItems()) {
                objects.add(mapper.valueToTree(item));
            }
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return objects;
    }
}
