package io.kspec.cli.templates;

import io.kspec.cli.spec.Kinds;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.TemplateValidation;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// A PolicyTemplate as it is written, read and found sound.
record TemplateText(String name, PolicyTemplateSpec spec, String text) {
    private static final FieldPath SPEC = FieldPath.of("spec");

    /// Exactly one sound PolicyTemplate; anything else ends the command.
    static Step<TemplateText> read(String source, String text) {
        List<Parsed> parsed = Documents.read(source, text);
        if (parsed.size() != 1) {
            return Step.stop(
                    ExitCode.FINDINGS,
                    "%d documents in it (%s). Write one PolicyTemplate per file.".formatted(parsed.size(), source));
        }
        return switch (parsed.getFirst()) {
            case Broken broken ->
                Step.stop(ExitCode.NOT_EVALUATED, broken.failure().sentence());
            case Document document -> read(document, text);
        };
    }

    static String nearest(String word, List<String> known) {
        return Nearest.to(word, known)
                .map("Did you mean %s?"::formatted)
                .orElse(known.isEmpty() ? "It is empty." : "There are: %s.".formatted(String.join(", ", known)));
    }

    private static Step<TemplateText> read(Document document, String text) {
        String name = document.json().path("metadata").path("name").asText("");
        if (!Kinds.isTemplate(document.json()) || Kinds.foreign(document.json()).isPresent()) {
            return Step.stop(
                    ExitCode.FINDINGS,
                    "no PolicyTemplate (%s). Write apiVersion: %s and kind: %s."
                            .formatted(document.source(), Kinds.API_VERSION, Kinds.TEMPLATE));
        }
        if (Library.builtIn().template(name).isPresent()) {
            return Step.stop(
                    ExitCode.FINDINGS,
                    "\"%s\" is a built-in template (%s). Choose another name.".formatted(name, document.source()));
        }
        return switch (SpecReading.of(PolicyTemplateSpec.class, document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<PolicyTemplateSpec>(var problems) -> wrong(document, problems);
            case SpecReading.Read<PolicyTemplateSpec>(PolicyTemplateSpec spec) -> {
                List<SpecProblem> problems = TemplateValidation.of(spec);
                yield problems.isEmpty() ? Step.next(new TemplateText(name, spec, text)) : wrong(document, problems);
            }
        };
    }

    private static Step<TemplateText> wrong(Document document, List<SpecProblem> problems) {
        return new Step.Stop<>(
                ExitCode.FINDINGS,
                problems.stream()
                        .map(problem -> "%s:%s: %s"
                                .formatted(
                                        document.source(),
                                        document.positions().nearest(problem.path()),
                                        problem.sentence()))
                        .toList());
    }
}
