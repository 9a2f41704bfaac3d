package io.kspec.cli.server.operators;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "upload",
        header = "Give the server a version as a packaged chart, for operators without a repository it can reach.",
        footer = {
            "  helm package charts/db && kspec operators upload db db-1.2.0.tgz",
            "  skopeo copy docker://registry.example.com/db:1.2.0 oci-archive:db.tar",
            "  kspec operators upload db db.tar",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has it.",
            "2:Wrong usage, or the file holds no chart.",
            "3:The server cannot be asked, or does not allow it.",
            "4:There is another chart of this version."
        })
final class UploadVersion implements Callable<Integer> {
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "CHART",
            description = {"The packaged chart (.tgz), or an OCI image layout", "with one in a .tar; 10 MiB at most."})
    private Path file = Path.of("");

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    UploadVersion(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return content()
                .finish(
                        terminal,
                        chart -> answer.one(
                                server -> server.post(
                                        Address.of("operators", name, "versions"), chart, "application/octet-stream"),
                                Operator.Uploaded.class,
                                (uploaded, _) -> sheet(uploaded),
                                terminal,
                                this::taken));
    }

    private Step<byte[]> content() {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] chart = content.readNBytes(LARGEST + 1);
            return chart.length > LARGEST
                    ? Step.stop(
                            ExitCode.USAGE,
                            "the file is larger than 10 MiB (%s). No server takes such a chart.".formatted(file))
                    : Step.next(chart);
        } catch (IOException unreadable) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the file cannot be read (%s): %s. Name a chart that helm package has written, or an OCI image layout with one."
                            .formatted(file, unreadable.getClass().getSimpleName()));
        }
    }

    private List<String> sheet(Operator.Uploaded uploaded) {
        return new Sheet()
                .fact("Operator", name)
                .fact("Version", uploaded.version())
                .fact("Digest", uploaded.digest())
                .fact(
                        "CRDs",
                        Cells.list(uploaded.crds().stream()
                                .map(crd -> crd.isTextual()
                                        ? crd.asText()
                                        : crd.path("name").asText(""))
                                .toList()))
                .lines();
    }

    private int taken(Operator.Uploaded uploaded) {
        uploaded.warnings().forEach(terminal::warn);
        return ExitCode.OK.code();
    }
}
