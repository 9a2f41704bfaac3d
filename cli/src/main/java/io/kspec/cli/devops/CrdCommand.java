package io.kspec.cli.devops;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "crd",
        header = "The definition of the kind DevOpsPolicy.",
        footer = {"  kspec devops crd generate | kubectl apply -f -", "  kspec devops crd install", ""})
final class CrdCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "generate or install?");
        }
    }
}
