package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Consent;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        header = "Give the server a new credential for a cluster, and end the old one.",
        description = {
            "",
            "Makes a new token for the server's account in the cluster. The server tries it before it takes it; only",
            "then the tokens of before are deleted.",
            ""
        },
        footer = {"  kspec clusters rotate prod-eu arn:aws:eks:eu:1:cluster/prod", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server uses the new one.",
            "1:You said no, or an old token could not be deleted.",
            "2:Wrong usage, or there is none of this name.",
            "3:Server or cluster cannot be asked.",
            "4:Somebody else changed it meanwhile, or the cluster refused the account."
        })
final class RotateCluster implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "CONTEXT",
            arity = "0..1",
            description = "Its context in the kubeconfig. Default: the current one.")
    private @Nullable String context;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    RotateCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return account.open(Optional.ofNullable(context), terminal).finish(terminal, opened -> {
            try (opened) {
                return server.ask(terminal, client -> client.get(Address.of("clusters", name))
                        .step()
                        .then(RotateCluster::ofItsOwn)
                        .finish(terminal, before -> rotate(client, opened, before)));
            }
        });
    }

    /// A token made here would take the place of a target that somebody else keeps.
    private static Step<Reply.Done> ofItsOwn(Reply.Done before) {
        return Wire.read(before, Cluster.class)
                .then(cluster -> cluster.clusterTarget() == null
                        ? Step.next(before)
                        : Step.stop(
                                ExitCode.USAGE,
                                "cluster %s signs in by %s. Renew the Secret that it names: the server reads it again by itself."
                                        .formatted(
                                                cluster.name(),
                                                cluster.clusterTarget().words())));
    }

    private int rotate(ServerClient client, AccountOptions.Target target, Reply.Done before) {
        Optional<ExitCode> refused = consent.missing(
                "cluster %s gets a new token in context %s (%s), and its old ones end"
                        .formatted(name, target.context(), target.account().address()),
                terminal);
        return refused.map(ExitCode::code).orElseGet(() -> target.account()
                .make(target.account().objects(name, client.server()))
                .finish(terminal, credential -> give(client, target.account(), before, credential)));
    }

    private int give(
            ServerClient client, ClusterAccount made, Reply.Done before, ClusterAccount.Credential credential) {
        var request = JsonNodeFactory.instance.objectNode().put("kubeconfig", AddCluster.encoded(credential));
        Step<Reply.Done> given =
                client.put(Address.of("clusters", name), request, before.etag()).step();
        if (given instanceof Step.Stop<Reply.Done>) {
            made.remove(credential.secret());
            terminal.note("the new token was deleted again; the server goes on with the one of before.");
        }
        return given.finish(terminal, _ -> {
            terminal.out().println("cluster %s has a new credential".formatted(name));
            if (made.removeOlder(name, client.server(), credential.secret()) < 0) {
                terminal.complain(
                        "an old token could not be deleted (label kspec.io/registered-as=%s). Delete its Secret."
                                .formatted(name));
                return ExitCode.FINDINGS.code();
            }
            return ExitCode.OK.code();
        });
    }
}
