package io.kspec.cli.why;

import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.Printable;
import io.kspec.core.admission.Decision;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.spec.Mode;
import io.kspec.core.verdict.Violation;
import io.kspec.core.why.Answer;
import io.kspec.core.why.RuleAnswer;
import io.kspec.core.why.SpecificationAnswer;
import io.kspec.core.why.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// The answers for people: a table per specification, under each rule what decided.
final class WhyText {
    private static final String INDENT = "   ";
    private static final String DEEPER = INDENT.repeat(2);

    private WhyText() {}

    static List<String> lines(List<Why> objects, Ansi ansi) {
        var lines = new ArrayList<String>();
        for (Why why : objects) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(bold(Printable.line(why.subject().display()), ansi));
            why.specifications().forEach(specification -> lines.addAll(lines(specification)));
            lines.add("");
            lines.addAll(admission(why));
        }
        return lines;
    }

    private static List<String> lines(SpecificationAnswer specification) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("By %s, mode %s%s"
                .formatted(
                        Printable.line(specification.specification()),
                        specification.mode().name().toLowerCase(Locale.ROOT),
                        state(specification)));
        if (!specification.rules().isEmpty()) {
            lines.addAll(table(specification.rules()));
        }
        specification.notes().forEach(note -> lines.add(INDENT + Printable.line(note)));
        return lines;
    }

    private static String state(SpecificationAnswer specification) {
        if (!specification.active()) {
            return ", not active now (spec.timeBasedActivation): violations are recorded, nothing is refused";
        }
        return specification.mode() == Mode.MONITOR ? ": violations are recorded, nothing is refused" : "";
    }

    private static List<String> table(List<RuleAnswer> rules) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("VERDICT", "RULE", "ASKED BY", "DECLARED BY"));
        rules.forEach(rule -> rows.add(List.of(
                word(rule.answer()),
                rule.rule().toString(),
                rule.asking().field(),
                String.join(", ", rule.asking().sources()))));
        List<String> printed = Columns.lines(rows);
        var lines = new ArrayList<String>();
        lines.add(INDENT + printed.getFirst());
        for (int at = 0; at < rules.size(); at++) {
            lines.add(INDENT + printed.get(at + 1));
            because(rules.get(at).answer()).forEach(line -> lines.add(DEEPER + Printable.line(line)));
        }
        return lines;
    }

    static String word(Answer answer) {
        return switch (answer) {
            case Answer.Passed _ -> "Pass";
            case Answer.Broken _ -> "Fail";
            case Answer.Pardoned _ -> "Exempted";
            case Answer.Question _ -> "Manual";
            case Answer.Unread _ -> "NotEvaluated";
            case Answer.NotAsked _ -> "NotAsked";
        };
    }

    private static List<String> because(Answer answer) {
        return switch (answer) {
            case Answer.Passed passed -> passed.note().isEmpty() ? List.of() : List.of(passed.note());
            case Answer.Broken broken ->
                broken.violations().stream().flatMap(WhyText::violation).toList();
            case Answer.Pardoned pardoned ->
                Stream.concat(
                                Stream.of(exemption(pardoned.exemption())),
                                pardoned.violations().stream().map(Violation::sentence))
                        .toList();
            case Answer.Question question -> List.of(question.question());
            case Answer.Unread unread -> List.of(unread.why().sentence());
            case Answer.NotAsked notAsked -> List.of(notAsked.because());
        };
    }

    private static Stream<String> violation(Violation violation) {
        return Stream.of(violation.sentence(), "Fix: " + violation.fix());
    }

    private static String exemption(Exemption exemption) {
        return "exemption %s, approved by %s, %s: %s"
                .formatted(
                        exemption.name(),
                        exemption.approver().isEmpty() ? "nobody named" : exemption.approver(),
                        exemption
                                .expires()
                                .map(Instant::toString)
                                .map("until "::concat)
                                .orElse("without an end"),
                        exemption.reason().isEmpty() ? "no reason is given" : exemption.reason());
    }

    private static List<String> admission(Why why) {
        if (why.admission().isEmpty()) {
            return List.of("Admission leaves namespace %s alone: it would be created."
                    .formatted(Printable.line(why.subject().namespace())));
        }
        return switch (why.admission().get()) {
            case Decision.Admit _ -> List.of("Admission would admit it.");
            case Decision.Warn warn ->
                Stream.concat(
                                Stream.of("Admission would admit it and warn:"),
                                warn.warnings().stream().map(warning -> INDENT + Printable.line(warning)))
                        .toList();
            case Decision.Refuse refuse ->
                List.of("Admission would refuse it:", INDENT + Printable.line(refuse.message()));
        };
    }

    private static String bold(String text, Ansi ansi) {
        return ansi.enabled() ? Style.bold.on() + text + Style.reset.on() : text;
    }
}
