package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kspec.core.status.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the events of a report, later outcomes included.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftReportStatus(
        @Nullable Phase phase,
        @Nullable Integer totalEvents,
        @Nullable Integer remediatedEvents,
        @Nullable Integer pendingEvents,
        List<RemediationOutcome> remediations) {
    public DriftReportStatus {
        remediations = remediations == null ? List.of() : List.copyOf(remediations);
    }
}
