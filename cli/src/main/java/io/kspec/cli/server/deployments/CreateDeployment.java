package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.values.ValuesOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        header = "Roll a version of an operator out to clusters.",
        description = {
            "",
            "The server answers with its plan and starts as soon as every approval is given. Values are for this",
            "deployment alone, over those of the operator and of the environment.",
            ""
        },
        footer = {
            "  kspec deployments create cert-manager 1.19.0 --cluster dev-1",
            "  kspec deployments create cert-manager 1.19.0 --cluster dev-1,prod-eu,prod-us --strategy canary \\",
            "      --initial 10 --increment 20 --evaluation 5m --watch",
            "  kspec deployments create db 2.0.0 --cluster prod-eu --strategy blue-green --manual-switch \\",
            "      -f values.yaml --set replicas=3",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on; with --watch: it is completed.",
            "1:With --watch: it failed, was taken back or was cancelled.",
            "2:Wrong usage, or the server refuses what was asked for.",
            "3:The server cannot be asked, or does not allow it.",
            "4:Another deployment of the operator is under way in one of the clusters."
        })
final class CreateDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "OPERATOR", description = "The operator.")
    private String operator = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version; kspec operators versions lists them.")
    private String version = "";

    @Option(
            names = {"-c", "--cluster"},
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Where to. Repeatable, or divided by commas. Required.")
    private List<String> clusters = new ArrayList<>();

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Mixin
    private ValuesOptions values = new ValuesOptions();

    @Option(names = "--no-auto-rollback", description = "When it fails, leave it as it is. Off by default.")
    private boolean noAutoRollback;

    @Option(names = "--require-approval", description = "Wait for an approval that no rule asks for. Off by default.")
    private boolean requireApproval;

    @Option(
            names = {"-w", "--watch"},
            description = "Stay and show how it goes. Off by default.")
    private boolean watch;

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    CreateDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return request()
                .finish(
                        terminal,
                        request -> answer.one(
                                server -> server.post(Address.of("deployments"), request),
                                Deployment.class,
                                (deployment, wide) -> DeploymentText.sheet(
                                        deployment, wide, terminal.clock().instant()),
                                terminal,
                                this::taken));
    }

    private Step<ObjectNode> request() {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("operatorName", operator)
                .put("targetVersion", version);
        ArrayNode targets = request.putArray("targetClusters");
        clusters.forEach(targets::add);
        if (noAutoRollback) {
            request.put("autoRollbackEnabled", false);
        }
        if (requireApproval) {
            request.put("requireApproval", true);
        }
        return strategy.into(request).then(_ -> values.values()).then(given -> {
            given.ifPresent(all -> request.set("helmValues", all));
            return Step.next(request);
        });
    }

    private int taken(Deployment deployment) {
        deployment.warnings().forEach(terminal::warn);
        String id = deployment.deploymentId();
        if (id == null) {
            terminal.complain("the server gave the deployment no id. Find it with kspec deployments list.");
            return ExitCode.NOT_EVALUATED.code();
        }
        if (watch) {
            return answer.server().ask(terminal, server -> Watch.untilCompleted(server, id, terminal));
        }
        if (answer.forPeople()) {
            terminal.note("see how it goes: kspec deployments watch %s".formatted(id));
        }
        return ExitCode.OK.code();
    }
}
