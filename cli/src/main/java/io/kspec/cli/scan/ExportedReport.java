package io.kspec.cli.scan;

import io.kspec.cli.about.VersionCommand;
import io.kspec.core.export.EarlierReport;
import io.kspec.core.export.Format;
import io.kspec.core.export.Place;
import io.kspec.core.export.Provenance;
import io.kspec.core.export.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// The scan in the formats of other programs.
final class ExportedReport {
    private ExportedReport() {}

    static Report of(Judged judged, Provenance.SubjectType type, Instant at, Optional<EarlierReport> since) {
        var provenance = new Provenance(
                VersionCommand.version(), judged.result().specification(), judged.origin(), judged.subject(), type, at);
        return Report.of(
                provenance,
                judged.result(),
                (rule, index) ->
                        judged.location(rule, index).map(location -> new Place(location.file(), location.position())),
                since);
    }

    static void print(Report report, Format format, PrintWriter out) {
        try {
            format.write(report, out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
