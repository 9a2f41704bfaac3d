package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.Problem;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Consent;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        header = "Make a cluster known to the server, with an account of its own in it.",
        description = {
            "",
            "Creates a namespace, a service account with the rights that managing operators needs, and its",
            "token in the cluster of a context of your kubeconfig, and gives the server a kubeconfig of that",
            "account. Your own credential stays with you. The account may grant rights to operators: treat",
            "it as an administrator's.",
            "",
            "With --from-target nothing is created: the server signs in as a ClusterTarget in a registered",
            "cluster says, and reads its Secret there whenever it needs it.",
            ""
        },
        footer = {
            "  kspec clusters add kind-dev --environment development",
            "  kspec clusters add prod-admin --name prod-eu --environment production -l region=eu",
            "  kspec clusters add kind-dev --environment development --print   only show what it would make",
            "  kspec clusters add --from-target hub/kspec-system/prod-eu --environment production",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is registered.",
            "1:You said no.",
            "2:Wrong usage, or the server does not take this cluster.",
            "3:Server or cluster cannot be asked.",
            "4:There is one of this name, or the cluster refused the account."
        })
final class AddCluster implements Callable<Integer> {
    private static final int NOT_FOUND = 404;
    private static final URI NO_SERVER = URI.create("https://kspec.invalid");

    private final Terminal terminal;

    @Parameters(
            paramLabel = "CONTEXT",
            arity = "0..1",
            description = "The context of the kubeconfig. Default: its current one.")
    private @Nullable String context;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "How it is called from now on. Default: by the context or the ClusterTarget.")
    private @Nullable String name;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            required = true,
            description = "development, staging or production. Required.")
    private Environment environment = Environment.DEVELOPMENT;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "A label. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--from-target",
            paramLabel = "HOLDER/NAMESPACE/NAME",
            description =
                    "Sign in by this ClusterTarget, which the registered cluster HOLDER holds. Not with a context,"
                            + " --print or the options of the account.")
    private @Nullable String fromTarget;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Option(names = "--print", description = "Only print what would be created in the cluster. Off by default.")
    private boolean print;

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    AddCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return fromTarget == null ? withAccount() : fromTarget(fromTarget);
    }

    private int fromTarget(String words) {
        Optional<TargetName> target = TargetName.of(words);
        if (target.isEmpty()) {
            terminal.complain(
                    "--from-target is %s. Write HOLDER/NAMESPACE/NAME: a registered cluster, and the ClusterTarget there."
                            .formatted(words));
            return ExitCode.USAGE.code();
        }
        if (context != null || print || account.given()) {
            terminal.complain(
                    "--from-target creates nothing in a cluster. Leave out the context, --print, --kubeconfig,"
                            + " --namespace, --group and --api-server.");
            return ExitCode.USAGE.code();
        }
        String called = name == null ? clean(words.substring(words.lastIndexOf('/') + 1)) : name;
        ObjectNode request = request(called);
        target.get().into(request);
        return server.ask(terminal, client -> register(client, request).finish(terminal, this::told));
    }

    private int withAccount() {
        return account.open(Optional.ofNullable(context), terminal).finish(terminal, opened -> {
            try (opened) {
                String called = name == null ? clean(opened.context()) : name;
                if (print) {
                    terminal.out().print(YamlOut.text(opened.account().objects(called, NO_SERVER)));
                    return ExitCode.OK.code();
                }
                return server.ask(terminal, client -> add(client, opened, called));
            }
        });
    }

    /// A context as a name that the server takes: `kind-dev`, `arn-aws-eks-eu-1-cluster-prod`.
    private static String clean(String context) {
        return context.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /// Asks the server first whether it would listen: nothing is created in the cluster for nothing.
    private int add(ServerClient client, AccountOptions.Target target, String called) {
        return switch (client.get(Address.of("clusters", called))) {
            case Reply.Refused(Problem none) when none.status() == NOT_FOUND -> create(client, target, called);
            case Reply.Done _ -> {
                terminal.complain(
                        "there is a cluster of this name (%s). Choose another with --name, or see kspec clusters"
                                        .formatted(called)
                                + " rotate for a new credential.");
                yield ExitCode.REFUSED.code();
            }
            case Reply other -> other.step().finish(terminal, _ -> ExitCode.NOT_EVALUATED.code());
        };
    }

    private int create(ServerClient client, AccountOptions.Target target, String called) {
        List<ObjectNode> objects = target.account().objects(called, client.server());
        terminal.err()
                .println("In context %s (%s) are created:"
                        .formatted(target.context(), target.account().address()));
        objects.forEach(object -> terminal.err().println("  " + ClusterAccount.label(object)));
        Optional<ExitCode> refused =
                consent.missing("cluster %s is registered with %s".formatted(called, client.server()), terminal);
        return refused.map(ExitCode::code).orElseGet(() -> target.account()
                .make(objects)
                .finish(terminal, credential -> register(client, target, called, credential)));
    }

    private int register(
            ServerClient client, AccountOptions.Target target, String called, ClusterAccount.Credential credential) {
        Step<Cluster> registered = register(client, request(called).put("kubeconfig", encoded(credential)));
        if (registered instanceof Step.Stop<Cluster>) {
            target.account().remove(credential.secret());
            terminal.note("the token was deleted again; account and rights stay for the next try.");
        }
        return registered.finish(terminal, this::told);
    }

    /// All but what it signs in with.
    private ObjectNode request(String called) {
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("name", called).put("environment", environment.wire());
        if (description != null) {
            request.put("description", description);
        }
        if (!labels.isEmpty()) {
            ObjectNode given = request.putObject("labels");
            labels.forEach(given::put);
        }
        return request;
    }

    private static Step<Cluster> register(ServerClient client, ObjectNode request) {
        return client.post(Address.of("clusters"), request).step().then(answer -> Wire.read(answer, Cluster.class));
    }

    private int told(Cluster cluster) {
        cluster.warnings().forEach(terminal::warn);
        terminal.out()
                .println("cluster %s is registered: Kubernetes %s, %s nodes, %s"
                        .formatted(
                                cluster.name(),
                                cluster.kubernetesVersion(),
                                cluster.nodeCount(),
                                cluster.healthStatus()));
        return ExitCode.OK.code();
    }

    static String encoded(ClusterAccount.Credential credential) {
        return Base64.getEncoder().encodeToString(credential.kubeconfig().getBytes(StandardCharsets.UTF_8));
    }
}
