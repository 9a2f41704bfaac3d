package io.kspec.cli.server.deployments;

import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import java.util.function.Function;

/// Something that is done to a deployment that exists already.
final class Act {
    private Act() {}

    /// Does it, and says what became of it.
    ///
    /// @param did for the answer: `deployment ID is paused`
    static int on(ServerOptions server, Terminal terminal, Function<ServerClient, Reply> request, String did) {
        return server.ask(terminal, client -> request.apply(client).step().finish(terminal, answer -> {
            String status = answer.body().path("status").asText("");
            String message = answer.body().path("message").asText("");
            terminal.out().println(status.isEmpty() ? did : "%s: %s".formatted(did, Printable.line(status)));
            if (!message.isBlank()) {
                terminal.note(message);
            }
            answer.body()
                    .path("leftOut")
                    .forEach(cluster -> terminal.note("%s is left out. %s"
                            .formatted(
                                    cluster.path("clusterName").asText(),
                                    cluster.path("reason").asText())));
            return ExitCode.OK.code();
        }));
    }
}
