package io.kspec.cli.scan;

import io.kspec.core.verdict.Severity;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a pipeline demands of a scan.
final class GateOptions {
    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "High",
            description = "Exit 1 when a rule of this severity or worse is broken: Low, Medium, High, Critical.")
    private Severity failOn = Severity.HIGH;

    @Option(
            names = "--min-score",
            paramLabel = "PERCENT",
            description = "Exit 1 when the score is lower. Default: no demand.")
    private @Nullable Integer minScore;

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "Exit 3 when fewer of the rules asked were evaluated in full.")
    private int minCoverage;

    @Option(names = "--require-resources", description = "Exit 3 when there is nothing to evaluate. Off by default.")
    private boolean requireResources;

    Gate gate() {
        return new Gate(
                failOn,
                minScore == null ? OptionalInt.empty() : OptionalInt.of(minScore),
                minCoverage,
                requireResources);
    }
}
