package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.Crds;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// What the chart's hook runs before an upgrade, under an account that may do nothing else.
@Command(name = "crds", mixinStandardHelpOptions = true, description = "The definitions of kspec's own kinds.")
final class CrdsCommand {
    /// Helm never updates definitions, but applies them again when a release is installed anew.
    private static final String HELM = "helm";

    @ParentCommand
    private @Nullable Main operator;

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = "Installs or updates them, waits until they are served, and ends.")
    int install() {
        try (KubernetesClient client = Objects.requireNonNull(operator).client()) {
            Crds.installAs(HELM, client);
        }
        return 0;
    }
}
