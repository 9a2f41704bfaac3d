package io.kspec.cli.cases;

import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        header = "Test a specification and its rules: objects, and the verdicts they must get.",
        description = {
            "",
            "Runs the cases of every kspec-test.yaml below PATH. Such a file names a specification and lists cases:",
            "",
            "  specification: ../cluster-spec.yaml     # unset: the embedded production profile",
            "  cases:",
            "    - name: a pod without an owner is refused",
            "      objects: [no-owner.yaml]            # paths start at the folder of the file",
            "      expect:",
            "        custom[owned]: Fail               # a rule's id, a rule's name or a check",
            "        '*': Pass                         # every other rule about workloads",
            "",
            "Statuses are Pass, Fail, Manual, NotEvaluated and Skip.",
            ""
        },
        footer = {
            "  kspec test                          every case below this folder",
            "  kspec test examples/tests",
            "  kspec test policies/kspec-test.yaml -o junit > report.xml",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every case came out as expected.",
            "1:A case did not.",
            "2:Wrong usage, or a case, its specification or its objects cannot be read."
        })
public final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "A folder, or one file of cases. Default: this folder.")
    private Path path = Path.of(".");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or junit.")
    private TestFormat output = TestFormat.TEXT;

    public TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (CaseFiles.at(path)) {
            case Step.Stop<List<Path>> stop -> stop.end(terminal);
            case Step.Next<List<Path>>(List<Path> files) -> run(files);
        };
    }

    /// Every file is run, so that one look shows all that is wrong.
    private int run(List<Path> files) {
        var results = new ArrayList<FileResult>();
        boolean unread = false;
        for (Path file : files) {
            switch (CaseRun.of(file, terminal.clock().instant())) {
                case Step.Stop<FileResult> stop -> {
                    stop.end(terminal);
                    unread = true;
                }
                case Step.Next<FileResult>(FileResult result) -> results.add(result);
            }
        }
        TestReport.print(results, output, terminal.out(), common.colour().ansi(terminal));
        terminal.out().flush();
        if (unread) {
            return ExitCode.USAGE.code();
        }
        boolean asExpected =
                results.stream().flatMap(result -> result.cases().stream()).allMatch(CaseResult::asExpected);
        return asExpected ? ExitCode.OK.code() : ExitCode.FINDINGS.code();
    }
}
