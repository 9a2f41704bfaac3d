package io.kspec.cli.init;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        header = "Write a commented ClusterSpecification to start from.",
        description = {
            "",
            "The version window is that of the current cluster when it answers, else the releases supported today.",
            ""
        },
        footer = {
            "  kspec init                                      cluster-spec.yaml, profile production",
            "  kspec init --profile development -o dev.yaml",
            "  kspec init -o - | kubectl apply -f -",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The file was written.", "2:Wrong usage.", "4:The file exists already, or cannot be written."
        })
public final class InitCommand implements Callable<Integer> {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final String STDOUT = "-";

    private final Terminal terminal;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "cluster-spec.yaml",
            description = "The file to write; - for standard output.")
    private String output = "cluster-spec.yaml";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "production",
            description = "production, development, compliance or multi-tenant.")
    private Profile profile = Profile.PRODUCTION;

    @Option(names = "--force", description = "Overwrite the file when it exists. Off by default.")
    private boolean force;

    public InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean toStdout = output.equals(STDOUT);
        if (!toStdout && !force && Files.exists(Path.of(output))) {
            return exists();
        }
        String text = profile.text(window(), toStdout ? "cluster-spec.yaml" : output);
        if (toStdout) {
            terminal.out().print(text);
            return ExitCode.OK.code();
        }
        return write(text);
    }

    private int write(String text) {
        try {
            Files.write(Path.of(output), text.getBytes(StandardCharsets.UTF_8), howToOpen());
        } catch (FileAlreadyExistsException meanwhile) {
            return exists();
        } catch (IOException refused) {
            terminal.complain("the file cannot be written (%s): %s. Check the directory and its rights."
                    .formatted(output, refused.getClass().getSimpleName()));
            return ExitCode.REFUSED.code();
        }
        terminal.note("%s is written. Next: kspec scan --spec %s".formatted(output, output));
        return ExitCode.OK.code();
    }

    private OpenOption[] howToOpen() {
        return force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    }

    private int exists() {
        terminal.complain(
                "the file exists already (%s). Name another with -o, or overwrite it with --force.".formatted(output));
        return ExitCode.REFUSED.code();
    }

    private VersionWindow window() {
        Optional<VersionWindow> ofCluster = version().flatMap(VersionWindow::around);
        if (ofCluster.isEmpty()) {
            terminal.note("no cluster answered: the version window is %s to %s; correct it to yours."
                    .formatted(VersionWindow.DEFAULT.oldest(), VersionWindow.DEFAULT.newest()));
        }
        return ofCluster.orElse(VersionWindow.DEFAULT);
    }

    private Optional<String> version() {
        Duration patience = cluster.requestTimeout().compareTo(SHORT) < 0 ? cluster.requestTimeout() : SHORT;
        return switch (OpenCluster.open(cluster, Optional.empty(), patience, terminal)) {
            case Step.Stop<OpenCluster> _ -> Optional.empty();
            case Step.Next<OpenCluster>(OpenCluster open) -> {
                try (open) {
                    yield switch (open.version()) {
                        case Reading.Known<String>(String version) -> Optional.of(version);
                        case Reading.Unknown<String> _ -> Optional.empty();
                    };
                }
            }
        };
    }
}
