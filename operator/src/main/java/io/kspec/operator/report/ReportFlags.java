package io.kspec.operator.report;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of scans and of the reports they leave.
public final class ReportFlags {
    @Option(
            names = "--interval",
            defaultValue = "5m",
            converter = IntervalConverter.class,
            description = "Time between scans; default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofMinutes(5);

    @Option(
            names = "--retention",
            defaultValue = "30",
            description = "Reports kept per specification and kind; default: ${DEFAULT-VALUE}.")
    private int retention = 30;

    @Option(
            names = "--retention-days",
            paramLabel = "DAYS",
            description = "Days after which reports go as well, 1 or more; the newest stays. Default: no limit.")
    private @Nullable Integer retentionDays;

    @Option(
            names = "--open-reports",
            defaultValue = "auto",
            description = "Also write findings as OpenReports (openreports.io): true, false, or auto: where the cluster"
                    + " serves them. Default: ${DEFAULT-VALUE}.")
    private OpenReportsMode openReports = OpenReportsMode.AUTO;

    public ReportSettings settings() {
        return new ReportSettings(
                interval,
                new Retention(retention, Optional.ofNullable(retentionDays).map(Duration::ofDays)),
                openReports);
    }
}
