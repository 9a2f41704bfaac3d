package io.kspec.cli.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.Evidence;
import io.kspec.lifecycle.crd.object.EvidenceCollector;
import io.kspec.lifecycle.crd.object.ObjectSource;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Stored objects as files hold them, taken for all that there are of their kinds.
///
/// A kind of which the files hold none proves nothing: it may be that nobody wrote them down.
final class FileObjects implements ObjectSource {
    private final List<ObjectNode> objects;
    private final Instant since;

    private FileObjects(List<ObjectNode> objects, Instant since) {
        this.objects = objects;
        this.since = since;
    }

    /// Reads them. A file that cannot be read is bad input.
    ///
    /// @param names     files, directories or `-`
    /// @param recursive whether directories inside directories are read
    static Step<ObjectSource> in(List<String> names, boolean recursive, Terminal terminal) {
        Manifests manifests = ManifestFiles.read(names, recursive, terminal.in());
        var complaints = new ArrayList<String>();
        manifests.unread().forEach(failure -> complaints.add(failure.sentence()));
        manifests.broken().forEach(broken -> complaints.add(broken.failure().sentence()));
        if (!complaints.isEmpty()) {
            return new Step.Stop<>(ExitCode.USAGE, complaints);
        }
        List<ObjectNode> objects = manifests.documents().stream()
                .map(Document::json)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
        return Step.next(new FileObjects(objects, terminal.clock().instant()));
    }

    @Override
    public String name() {
        return "";
    }

    /// As every cluster does since Kubernetes 1.30.
    @Override
    public Ratcheting ratcheting() {
        return Ratcheting.ON;
    }

    @Override
    public Seen read(Crd live, String version, Supplier<EvidenceCollector> begin) {
        List<ObjectNode> ofKind =
                objects.stream().filter(object -> isOf(live, object)).toList();
        if (ofKind.isEmpty()) {
            return new Seen(
                    Evidence.NONE,
                    List.of(gap(
                            "there is no %s among the objects"
                                    .formatted(live.names().kind()),
                            live,
                            version)));
        }
        EvidenceCollector collector = begin.get();
        List<ObjectNode> shown = ofKind.stream()
                .filter(object -> apiVersion(object).equals(live.group() + "/" + version))
                .toList();
        shown.forEach(collector::add);
        int others = ofKind.size() - shown.size();
        return others == 0
                ? new Seen(collector.evidence(Extent.COMPLETE, since, ""), List.of())
                : new Seen(
                        collector.evidence(Extent.PARTIAL, since, ""),
                        List.of(gap("%d objects are not in version %s".formatted(others, version), live, version)));
    }

    private static Failure gap(String what, Crd live, String version) {
        return new Failure.Malformed(
                what,
                live.name(),
                "Write all of them to a file with kubectl get %s.%s.%s --all-namespaces -o yaml."
                        .formatted(live.names().plural(), version, live.group()));
    }

    private static boolean isOf(Crd live, JsonNode object) {
        return object.path("kind").asText("").equals(live.names().kind())
                && apiVersion(object).startsWith(live.group() + "/");
    }

    private static String apiVersion(JsonNode object) {
        return object.path("apiVersion").asText("");
    }
}
