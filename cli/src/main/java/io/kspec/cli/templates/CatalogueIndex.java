package io.kspec.cli.templates;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a catalogue holds, as its `index.yaml` says. Files are named without folders, so that no index leads out of
/// its catalogue.
record CatalogueIndex(List<Entry> templates) {
    static final String FILE = "index.yaml";

    CatalogueIndex {
        templates = templates == null
                ? List.of()
                : templates.stream().sorted(Entry.BY_NAME).toList();
    }

    static Step<CatalogueIndex> read(String source, String text) {
        List<Parsed> parsed = Documents.read(source, text);
        if (parsed.isEmpty()) {
            return Step.next(new CatalogueIndex(List.of()));
        }
        return switch (parsed.getFirst()) {
            case Broken broken ->
                Step.stop(ExitCode.NOT_EVALUATED, broken.failure().sentence());
            case Document document ->
                switch (SpecReading.of(CatalogueIndex.class, document.json(), FieldPath.ROOT)) {
                    case SpecReading.Read<CatalogueIndex>(CatalogueIndex index) -> Step.next(index);
                    case SpecReading.Unreadable<CatalogueIndex>(var problems) ->
                        new Step.Stop<>(
                                ExitCode.NOT_EVALUATED,
                                problems.stream()
                                        .map(problem -> "%s: %s".formatted(source, problem.sentence()))
                                        .toList());
                };
        };
    }

    /// The one of that version, or the newest final one; without any, the newest.
    Step<Entry> find(String name, Optional<String> version) {
        List<Entry> named = templates.stream()
                .filter(entry -> entry.nameOrEmpty().equals(name))
                .toList();
        if (named.isEmpty()) {
            List<String> names =
                    templates.stream().map(Entry::nameOrEmpty).distinct().toList();
            return Step.stop(
                    ExitCode.USAGE,
                    "the catalogue has no template \"%s\". %s".formatted(name, TemplateText.nearest(name, names)));
        }
        if (version.isEmpty()) {
            return Step.next(named.stream()
                    .filter(entry -> entry.versionOrEmpty().indexOf('-') < 0)
                    .max(Entry.OLDEST_FIRST)
                    .orElse(named.getLast()));
        }
        List<String> versions = named.stream().map(Entry::versionOrEmpty).toList();
        return named.stream()
                .filter(entry -> entry.versionOrEmpty().equals(version.get()))
                .findFirst()
                .map(Step::next)
                .orElseGet(() -> Step.stop(
                        ExitCode.USAGE,
                        "the catalogue has no version %s of \"%s\". %s"
                                .formatted(version.get(), name, TemplateText.nearest(version.get(), versions))));
    }

    CatalogueIndex with(Entry entry) {
        var all = new ArrayList<>(templates);
        all.add(entry);
        return new CatalogueIndex(all);
    }

    /// As a file. Every value is plain by its pattern, so that none needs quotes but versions, which look like
    /// numbers.
    String text() {
        var text = new StringBuilder("# Written by kspec templates publish.\ntemplates:");
        templates.forEach(
                entry -> text.append("""

                  - name: "%s"
                    version: "%s"
                    sha256: "%s"
                    path: "%s"\
                """.formatted(entry.name(), entry.version(), entry.sha256(), entry.path())));
        return text.append('\n').toString();
    }
}
