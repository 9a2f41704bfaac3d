package io.kspec.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.report.ChangedBy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.DriftedResource;
import io.kspec.core.report.Remediation;
import io.kspec.core.verdict.FieldPath;
import java.util.stream.Collectors;

/// A cluster-scoped object of kspec that is not as it should be, as reports tell of it. Pure.
public final class ObjectDrift {
    private ObjectDrift() {}

    /// It was there, and is gone.
    public static DriftEvent deleted(DriftEventType type, ObjectNode wanted, Remediation remediation) {
        return gone(
                type,
                wanted,
                "%s was deleted; who did it is not recorded by the API".formatted(named(wanted)),
                remediation);
    }

    /// It should be there and is not, and nobody knows whether it ever was.
    public static DriftEvent missing(DriftEventType type, ObjectNode wanted, Remediation remediation) {
        return gone(type, wanted, "%s is missing".formatted(named(wanted)), remediation);
    }

    /// Somebody changed it.
    ///
    /// @param uid of the live object
    public static DriftEvent modified(
            DriftEventType type,
            ObjectNode wanted,
            String uid,
            Difference difference,
            ChangedBy author,
            Remediation remediation) {
        String fields = difference.paths().stream().map(FieldPath::dotted).collect(Collectors.joining(", "));
        String by = author.manager() == null ? "" : " by " + author.manager();
        return new DriftEvent(
                type,
                DriftSeverity.MEDIUM,
                resource(wanted, uid),
                DriftType.MODIFIED,
                null,
                "%s was changed%s: %s".formatted(named(wanted), by, fields),
                difference.expected(),
                difference.actual(),
                author,
                remediation);
    }

    /// It carries kspec's mark, and no specification asks for it.
    public static DriftEvent extra(DriftEventType type, ObjectNode live, Remediation remediation) {
        return new DriftEvent(
                type,
                DriftSeverity.LOW,
                resource(live, live.path("metadata").path("uid").asText("")),
                DriftType.EXTRA,
                null,
                "%s is there, and the specification does not ask for it".formatted(named(live)),
                NullNode.getInstance(),
                Comparison.essence(live),
                null,
                remediation);
    }

    private static DriftEvent gone(DriftEventType type, ObjectNode wanted, String message, Remediation remediation) {
        return new DriftEvent(
                type,
                DriftSeverity.HIGH,
                resource(wanted, ""),
                DriftType.DELETED,
                null,
                message,
                Comparison.essence(wanted),
                NullNode.getInstance(),
                Comparison.nobodyKnown(),
                remediation);
    }

    private static String named(JsonNode object) {
        return "%s %s"
                .formatted(
                        object.path("kind").asText(""),
                        object.path("metadata").path("name").asText(""));
    }

    private static DriftedResource resource(JsonNode object, String uid) {
        return new DriftedResource(
                object.path("apiVersion").asText(""),
                object.path("kind").asText(""),
                object.path("metadata").path("name").asText(""),
                null,
                uid.isEmpty() ? null : uid);
    }
}
