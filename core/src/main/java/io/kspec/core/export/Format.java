package io.kspec.core.export;

import java.io.IOException;
import java.io.Writer;

/// The formats that a scan can be handed on in. The verdict is the same in each.
public enum Format {
    /// One suite per rule, one case per finding, for CI servers.
    JUNIT,
    /// SARIF 2.1.0 with what somebody must look at: code-scanning hosts take every result for a problem.
    SARIF,
    /// SARIF 2.1.0 with passes and rules that were not asked as well.
    SARIF_FULL,
    /// OSCAL assessment results.
    OSCAL,
    /// `openreports.io/v1alpha1` objects in one list, for `kubectl apply`.
    OPENREPORTS,
    /// One self-contained page for people.
    HTML;

    /// Writes the whole report and leaves `out` open.
    public void write(Report report, Writer out) throws IOException {
        switch (this) {
            case JUNIT -> JunitReport.write(report, out);
            case SARIF -> SarifReport.write(report, SarifReport.Results.TO_LOOK_AT, out);
            case SARIF_FULL -> SarifReport.write(report, SarifReport.Results.ALL, out);
            case OSCAL -> OscalReport.write(report, out);
            case OPENREPORTS -> OpenReportsReport.write(report, out);
            case HTML -> HtmlReport.write(report, out);
        }
    }
}
