package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.report.ComplianceReportSpec;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Rewrites what the older kspec read and wrote as today's kspec reads it.
///
/// **Takes** the specification file (`kspec.dev/v1`), the ConfigMap that its CronJobs read it from, its objects of
/// group `kspec.io/v1alpha1`, and its CronJobs. Anything else is left out, and said so.
/// **Answers** nothing that refuses or repairs: whatever the document says, the mode is monitor, and the line that
/// would change it stands in the advice. A migrated document migrates to itself. Never throws.
public final class Migration {
    /// The key of the ConfigMap, and the name of the file in it.
    public static final String KEY = "cluster-spec.yaml";

    static final String FIRST_FORMAT = "kspec.dev/v1";
    static final String API_VERSION = "kspec.io/v1alpha1";
    private static final String SPECIFICATION = "ClusterSpecification";
    private static final List<String> KINDS =
            List.of(SPECIFICATION, "ClusterTarget", "ComplianceReport", "DriftReport");

    private Migration() {}

    /// One answer per document; for a ConfigMap one per document of its text.
    public static List<Migrated> of(Document document) {
        String apiVersion = text(document, "apiVersion");
        String kind = text(document, "kind");
        JsonNode embedded = document.json().path("data").path(KEY);
        if (apiVersion.equals("v1") && kind.equals("ConfigMap") && embedded.isTextual()) {
            return embedded(document, embedded.asText());
        }
        return switch (apiVersion) {
            case FIRST_FORMAT ->
                List.of(kind.equals(SPECIFICATION) ? Specifications.file(document) : unknownKind(document, kind));
            case API_VERSION -> List.of(stored(document, kind));
            default -> List.of(foreign(document, apiVersion, kind));
        };
    }

    private static Migrated stored(Document document, String kind) {
        return switch (kind) {
            case SPECIFICATION -> Specifications.stored(document);
            case "ClusterTarget" -> StoredObjects.settings(document, ClusterTargetSpec.class);
            case "ComplianceReport" -> StoredObjects.evidence(document, ComplianceReportSpec.class);
            case "DriftReport" -> StoredObjects.evidence(document, DriftReportSpec.class);
            default -> unknownKind(document, kind);
        };
    }

    private static List<Migrated> embedded(Document map, String text) {
        String source = "%s (%s of ConfigMap %s)"
                .formatted(
                        map.source(),
                        KEY,
                        map.json().path("metadata").path("name").asText("without a name"));
        return Documents.read(source, text).stream()
                .<Migrated>flatMap(parsed -> of(parsed).stream())
                .toList();
    }

    private static List<Migrated> of(Parsed parsed) {
        return switch (parsed) {
            case Broken broken -> List.of(new Migrated.Unreadable(broken));
            case Document document -> of(document);
        };
    }

    private static Migrated unknownKind(Document document, String kind) {
        String known = "Known here: %s.".formatted(String.join(", ", KINDS));
        return refused(
                document,
                "kind",
                "\"%s\" is no kind of %s that this version reads".formatted(kind, text(document, "apiVersion")),
                Nearest.to(kind, KINDS)
                        .map(near -> "%s Did you mean %s?".formatted(known, near))
                        .orElse(known));
    }

    private static Migrated foreign(Document document, String apiVersion, String kind) {
        boolean ours = apiVersion.startsWith("kspec.dev/") || apiVersion.startsWith("kspec.io/");
        if (ours || kind.equals(SPECIFICATION)) {
            return refused(
                    document,
                    "apiVersion",
                    "\"%s\" is no version that this command reads".formatted(apiVersion),
                    "Write %s for files of the older kspec, %s for its objects.".formatted(FIRST_FORMAT, API_VERSION));
        }
        return apiVersion.startsWith("batch/") && kind.equals("CronJob")
                ? CronJobs.of(document)
                : new Migrated.LeftOut(document, "it is nothing that kspec keeps", List.of());
    }

    static Migrated refused(Document document, String field, String what, String remedy) {
        return new Migrated.Refused(document, List.of(new SpecProblem(FieldPath.of(field), what, remedy)));
    }

    private static String text(Document document, String field) {
        return document.json().path(field).asText("");
    }
}
