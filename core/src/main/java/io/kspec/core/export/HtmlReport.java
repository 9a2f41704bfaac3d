package io.kspec.core.export;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import io.kspec.core.export.page.Page;
import java.io.IOException;
import java.io.Writer;

/// One self-contained page: no script, no request, everything from manifests and servers escaped by the template.
final class HtmlReport {
    private HtmlReport() {}

    static void write(Report report, Writer out) throws IOException {
        Page page = new HtmlPage(report).page();
        TemplateEngine.createPrecompiled(ContentType.Html).render("report.jte", page, new WriterOutput(out));
        out.flush();
    }
}
