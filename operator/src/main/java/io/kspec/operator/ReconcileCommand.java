package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.devops.DevOpsController;
import io.kspec.operator.devops.DevOpsMetrics;
import io.kspec.operator.devops.DevOpsServer;
import io.kspec.operator.devops.DevOpsSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Only the keeper of DevOpsPolicies: no admission, no specifications, no lease.
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Keeps the DevOpsPolicies of a cluster current until it is stopped, and does nothing else. Run one"
                        + " of these, and not beside a kspec operator: that does the same.")
final class ReconcileCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "9090",
            description = "Port of /metrics, /healthz and /readyz, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int port = 9090;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = main.client()) {
            var metrics = new DevOpsMetrics();
            var controller =
                    new DevOpsController(client, DevOpsSettings.usual(), metrics, () -> true, Clock.systemUTC());
            var server = new DevOpsServer(port, metrics, controller::ready);
            main.untilStopped(
                    () -> {
                        out.println(
                                ("kube-devops keeps DevOpsPolicies current; /metrics, /healthz and /readyz on port %d."
                                                + " Stop it with Ctrl+C.")
                                        .formatted(server.port()));
                        out.flush();
                    },
                    () -> {
                        controller.close();
                        server.close();
                        out.println("kube-devops has stopped. Statuses stay as they are.");
                        out.flush();
                    });
        }
        return 0;
    }
}
