package io.kspec.cli.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.Printable;
import io.kspec.core.junit.JunitXml;
import io.kspec.core.junit.JunitXml.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// The results of all cases, for people, for programs and for CI servers.
final class TestReport {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<FileResult> results;
    private final PrintWriter out;
    private final Ansi ansi;

    private TestReport(List<FileResult> results, PrintWriter out, Ansi ansi) {
        this.results = results;
        this.out = out;
        this.ansi = ansi;
    }

    static void print(List<FileResult> results, TestFormat format, PrintWriter out, Ansi ansi) {
        var report = new TestReport(results, out, ansi);
        switch (format) {
            case TEXT -> report.text();
            case JSON -> report.json();
            case JUNIT -> report.junit();
        }
    }

    private void text() {
        for (FileResult file : results) {
            line("%s (%s)".formatted(file.file(), file.specification()));
            for (CaseResult one : file.cases()) {
                out.println(one.asExpected() ? styled("  ✓ ", "fg(green)") + Printable.line(one.name()) : failed(one));
                one.differences().forEach(this::difference);
            }
        }
        out.println("%s%d %s: %d as expected, %d not"
                .formatted(
                        results.isEmpty() ? "" : System.lineSeparator(),
                        count(),
                        count() == 1 ? "case" : "cases",
                        count() - different(),
                        different()));
    }

    private String failed(CaseResult one) {
        return styled("  ✗ ", "fg(red)") + Printable.line(one.name());
    }

    private void difference(Difference difference) {
        line("      %s: expected %s, got %s"
                .formatted(
                        difference.rule(),
                        difference.expected().word(),
                        difference.got().word()));
        line("        " + difference.message());
    }

    private void json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode summary = root.putObject("summary");
        summary.put("cases", count());
        summary.put("asExpected", count() - different());
        summary.put("different", different());
        ArrayNode files = root.putArray("files");
        for (FileResult file : results) {
            ObjectNode one = files.addObject();
            one.put("file", file.file());
            one.put("specification", file.specification());
            ArrayNode cases = one.putArray("cases");
            file.cases().forEach(result -> json(result, cases.addObject()));
        }
        try {
            out.println(JSON.writeValueAsString(root));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void json(CaseResult result, ObjectNode json) {
        json.put("name", result.name());
        json.put("asExpected", result.asExpected());
        ArrayNode differences = json.putArray("differences");
        for (Difference difference : result.differences()) {
            differences
                    .addObject()
                    .put("rule", difference.rule())
                    .put("expected", difference.expected().word())
                    .put("got", difference.got().word())
                    .put("message", difference.message());
        }
    }

    private void junit() {
        List<JunitXml.Suite> suites = results.stream()
                .map(file -> new JunitXml.Suite(
                        file.file(),
                        Optional.empty(),
                        file.cases().stream()
                                .map(one -> new JunitXml.Case(file.specification(), one.name(), outcome(one)))
                                .toList()))
                .toList();
        try {
            JunitXml.write(new JunitXml.Suites("kspec test", suites), out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Outcome outcome(CaseResult one) {
        if (one.asExpected()) {
            return new Outcome.Passed("");
        }
        String text = one.differences().stream()
                .map(difference -> "%s: expected %s, got %s: %s"
                        .formatted(
                                difference.rule(),
                                difference.expected().word(),
                                difference.got().word(),
                                difference.message()))
                .collect(Collectors.joining("\n"));
        return new Outcome.Failed("difference", text.lines().findFirst().orElse(""), text);
    }

    private int count() {
        return results.stream().mapToInt(file -> file.cases().size()).sum();
    }

    private int different() {
        return (int) results.stream()
                .flatMap(file -> file.cases().stream())
                .filter(one -> !one.asExpected())
                .count();
    }

    private void line(String text) {
        out.println(Printable.line(text));
    }

    private String styled(String text, String style) {
        return ansi.enabled() ? Style.parse(style)[0].on() + text + Style.reset.on() : text;
    }
}
