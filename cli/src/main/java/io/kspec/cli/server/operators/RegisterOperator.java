package io.kspec.cli.server.operators;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "register",
        header = "Make an operator known to the server: where its chart comes from and how it is installed.",
        description = {"", "The server asks the repository for the chart before it keeps anything.", ""},
        footer = {
            "  kspec operators register cert-manager --namespace cert-manager \\",
            "      --repository https://charts.jetstack.io --chart cert-manager",
            "  kspec operators register db --namespace db --repository oci://registry.example.com/charts --chart db \\",
            "      -f values.yaml --set replicas=2 --environment-values Production=production.yaml",
            "  kspec operators register gpu --namespace gpu --repository https://charts.example.com --chart gpu \\",
            "      --affinity-environment staging,production --affinity-selector region=eu",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is registered.",
            "2:Wrong usage, or the chart cannot be found there.",
            "3:The server cannot be asked, or does not allow it.",
            "4:There is one of this name already."
        })
final class RegisterOperator implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "How it is called from now on.")
    private String name = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            required = true,
            description = "Where it is installed in every cluster. Required.")
    private String namespace = "";

    @Option(
            names = "--repository",
            paramLabel = "URL",
            required = true,
            description = "The chart repository: https:// or oci://. Required.")
    private String repository = "";

    @Option(names = "--chart", paramLabel = "NAME", description = "The chart. Default: as the operator.")
    private @Nullable String chart;

    @Option(names = "--current-version", paramLabel = "VERSION", description = "The version that runs today.")
    private @Nullable String version;

    @Mixin
    private OperatorFields fields = new OperatorFields();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    RegisterOperator(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("namespace", namespace)
                .put("chartRepository", repository)
                .put("chartName", chart == null ? name : chart);
        if (version != null) {
            request.put("currentVersion", version);
        }
        if (!fields.labels().isEmpty()) {
            ObjectNode labels = request.putObject("labels");
            fields.labels().forEach(labels::put);
        }
        if (fields.affinity().given()) {
            request.set("clusterAffinity", fields.affinity().over(Affinity.EVERYWHERE));
        }
        return fields.into(request)
                .finish(
                        terminal,
                        whole -> answer.one(
                                server -> server.post(Address.of("operators"), whole),
                                Operator.class,
                                (operator, _) -> OperatorText.sheet(
                                        operator, terminal.clock().instant()),
                                terminal,
                                this::registered));
    }

    private int registered(Operator operator) {
        if (answer.forPeople()) {
            terminal.note("operator %s is registered. Next: kspec deployments create %s VERSION --cluster NAME"
                    .formatted(name, name));
        }
        return ExitCode.OK.code();
    }
}
