package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.status.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the events of a report, later outcomes included.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftReportStatus(
        @JsonPropertyDescription("Pending, InProgress while remediation runs, Completed, or Failed.")
        @Default("Pending")
        @Nullable
        Phase phase,

        @JsonPropertyDescription("Events in this report.") @Min(0) @Nullable
        Integer totalEvents,

        @JsonPropertyDescription("Events that were put right.") @Min(0) @Nullable
        Integer remediatedEvents,

        @JsonPropertyDescription("Events that are still open.") @Min(0) @Nullable
        Integer pendingEvents,

        @JsonPropertyDescription("Outcomes that came after the report was written, one entry per event.")
        @Size(max = 1000)
        List<RemediationOutcome> remediations) {
    public DriftReportStatus {
        remediations = remediations == null ? List.of() : List.copyOf(remediations);
    }
}
