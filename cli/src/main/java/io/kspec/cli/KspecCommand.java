package io.kspec.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "kspec",
        header = "Say what a cluster must be, and judge clusters and manifests by it.",
        footer = {
            "  kspec scan -f deployment.yaml      judge manifests before they are applied",
            "  kspec fix -f deployment.yaml       what would mend them; --write mends the files",
            "  kspec init                         write a specification for the current cluster",
            "  kspec scan --spec cluster-spec.yaml",
            "  kspec demo                         the whole loop on a real API server on this machine",
            "  kspec server                       the Operator Manager on this machine, with its own database",
            "  kspec operator --help              the operator, a program of its own that ./kspec starts",
            "  kspec scan --help                  any command explains itself",
            ""
        })
final class KspecCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? See kspec --help");
        }
    }
}
