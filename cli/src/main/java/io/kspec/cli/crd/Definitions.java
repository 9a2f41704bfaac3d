package io.kspec.cli.crd;

import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.document.Document;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdResult;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Definitions by their names, as a file or a directory holds them; documents of other kinds are passed over.
record Definitions(SortedMap<String, Crd> byName) {
    /// Reads them. A file that cannot be read, one that holds no definition, and one that holds a definition twice,
    /// is bad input.
    ///
    /// @param name      a file, a directory or `-`
    /// @param recursive whether directories inside directories are read
    static Step<Definitions> in(String name, boolean recursive, InputStream stdin) {
        Manifests manifests = ManifestFiles.read(List.of(name), recursive, stdin);
        var complaints = new ArrayList<String>();
        manifests.unread().forEach(failure -> complaints.add(failure.sentence()));
        manifests.broken().forEach(broken -> complaints.add(broken.failure().sentence()));
        var definitions = new TreeMap<String, Crd>();
        manifests.documents().stream()
                .filter(document -> Crd.isCrd(document.json()))
                .forEach(document -> add(document, definitions, complaints));
        if (definitions.isEmpty() && complaints.isEmpty()) {
            complaints.add(
                    "no CustomResourceDefinition (%s). Name a file or a directory that holds one.".formatted(name));
            complaints.addAll(manifests.hints());
        }
        return complaints.isEmpty()
                ? Step.next(new Definitions(definitions))
                : new Step.Stop<>(ExitCode.USAGE, complaints);
    }

    private static void add(Document document, SortedMap<String, Crd> definitions, List<String> complaints) {
        switch (Crd.parse(document.json())) {
            case CrdResult.Unreadable(var why) -> complaints.add("%s: %s".formatted(document.source(), why.sentence()));
            case CrdResult.Parsed(Crd crd) -> {
                if (definitions.putIfAbsent(crd.name(), crd) != null) {
                    complaints.add("%s stands twice (%s). Keep one of them.".formatted(crd.name(), document.source()));
                }
            }
        }
    }
}
