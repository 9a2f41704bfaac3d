package io.kspec.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.scan.Scan;
import io.kspec.core.subject.Workload;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import io.kspec.kube.time.ThreadTime;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Runs the cases of one file. What cannot be read ends it: a case that was not run must not look like one that was.
final class CaseRun {
    private static final FieldPath CASES = FieldPath.of("cases");

    private final Document document;
    private final CaseFile file;
    private final Rulebook rulebook;
    private final Instant now;

    private CaseRun(Document document, CaseFile file, Rulebook rulebook, Instant now) {
        this.now = now;
        this.document = document;
        this.file = file;
        this.rulebook = rulebook;
    }

    /// @param now the time of cases that name none
    static Step<FileResult> of(Path path, Instant now) {
        Manifests manifests = ManifestFiles.read(List.of(path.toString()), false, InputStream.nullInputStream());
        if (!manifests.complete()) {
            return unread(manifests);
        }
        if (manifests.documents().size() != 1) {
            return stop("%s holds %d documents. Write one: specification and cases."
                    .formatted(path, manifests.documents().size()));
        }
        Document document = manifests.documents().getFirst();
        return switch (SpecReading.of(CaseFile.class, document.json(), FieldPath.ROOT)) {
            case SpecReading.Unreadable<CaseFile>(var problems) -> refused(document, problems);
            case SpecReading.Read<CaseFile>(CaseFile file) -> of(document, file, now);
        };
    }

    private static Step<FileResult> of(Document document, CaseFile file, Instant now) {
        return switch (specification(document, file)) {
            case Step.Stop<Specification> stop -> new Step.Stop<>(ExitCode.USAGE, stop.complaints());
            case Step.Next<Specification>(Specification specification) ->
                switch (Rulebook.compile(specification.name(), specification.spec())) {
                    case Rulebook.Compilation.Refused refused ->
                        new Step.Stop<>(
                                ExitCode.USAGE,
                                refused.problems().stream()
                                        .map(problem -> "%s: %s".formatted(specification.origin(), problem.sentence()))
                                        .toList());
                    case Rulebook.Compilation.Compiled compiled ->
                        new CaseRun(document, file, compiled.rulebook().timedBy(ThreadTime::spent), now).run();
                };
        };
    }

    private static Step<Specification> specification(Document document, CaseFile file) {
        String specification = file.specification();
        return specification == null
                ? SpecificationChoice.embedded()
                : SpecificationChoice.inFile(beside(document.source(), specification), InputStream.nullInputStream());
    }

    private Step<FileResult> run() {
        List<SpecProblem> problems = unknownRules();
        if (!problems.isEmpty()) {
            return refused(document, problems);
        }
        var results = new ArrayList<CaseResult>();
        for (int position = 0; position < file.cases().size(); position++) {
            CaseFile.Case one = file.cases().get(position);
            Manifests manifests = ManifestFiles.read(
                    one.objects().stream()
                            .map(object -> beside(document.source(), object).toString())
                            .toList(),
                    false,
                    InputStream.nullInputStream());
            List<Workload> workloads = manifests.documents().stream()
                    .map(Document::json)
                    .flatMap((JsonNode json) -> Workload.of(json).stream())
                    .toList();
            if (!manifests.complete()) {
                return unread(manifests);
            }
            if (workloads.isEmpty()) {
                return refused(document, List.of(noWorkload(position)));
            }
            results.add(new CaseResult(
                    Objects.requireNonNullElse(one.name(), ""),
                    Expectation.differences(
                            one.expect(),
                            rulebook,
                            Scan.files(rulebook, workloads, List.of(), circumstances(one, manifests)))));
        }
        return Step.next(new FileResult(document.source(), rulebook.specification(), results));
    }

    private Circumstances circumstances(CaseFile.Case one, Manifests manifests) {
        Instant at = one.at() == null ? now : OffsetDateTime.parse(one.at()).toInstant();
        return new Circumstances(
                NamespacesRead.of(
                        manifests.documents().stream().map(Document::json).toList()),
                at);
    }

    private List<SpecProblem> unknownRules() {
        var problems = new ArrayList<SpecProblem>();
        for (int position = 0; position < file.cases().size(); position++) {
            FieldPath at = CASES.index(position).field("expect");
            file.cases().get(position).expect().keySet().stream().sorted().forEach(key -> Expectation.unknown(
                            key, rulebook)
                    .ifPresent(remedy -> problems.add(new SpecProblem(
                            at.field(key),
                            "specification %s asks for no such rule".formatted(rulebook.specification()),
                            remedy))));
        }
        return problems;
    }

    private static SpecProblem noWorkload(int position) {
        return new SpecProblem(
                CASES.index(position).field("objects"),
                "there is no workload in these files",
                "Name files with a Pod, or with something that makes pods.");
    }

    private static Step<FileResult> refused(Document document, List<SpecProblem> problems) {
        return new Step.Stop<>(
                ExitCode.USAGE,
                problems.stream()
                        .map(problem -> "%s:%s: %s"
                                .formatted(
                                        document.source(),
                                        document.positions().nearest(problem.path()),
                                        problem.sentence()))
                        .toList());
    }

    private static Step<FileResult> unread(Manifests manifests) {
        return new Step.Stop<>(
                ExitCode.USAGE,
                Stream.concat(manifests.broken().stream().map(Broken::failure), manifests.unread().stream())
                        .map(Failure::sentence)
                        .toList());
    }

    private static Step<FileResult> stop(String complaint) {
        return Step.stop(ExitCode.USAGE, complaint);
    }

    private static Path beside(String source, String relative) {
        Path file = Path.of(source);
        return file.resolveSibling(relative).normalize();
    }
}
