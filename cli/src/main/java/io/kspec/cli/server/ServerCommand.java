package io.kspec.cli.server;

import io.kspec.cli.terminal.Terminal;
import io.kspec.local.server.LocalServer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `kspec server`.
@Command(
        name = "server",
        sortOptions = false,
        description = {
            "Starts the Operator Manager's server on this machine, and stays until Ctrl+C.",
            "",
            "Everything it keeps lies in one directory: a PostgreSQL of its own, the key ring, a certificate,",
            "and the first administrator's password and token, readable by you only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kspec server                          with its own database, on https://127.0.0.1:8443",
            "  kspec server --data /srv/kspec        keep everything there",
            "  KSPEC_DATABASE_USERNAME=kspec KSPEC_DATABASE_PASSWORD=... \\",
            "  kspec server --database-url jdbc:postgresql://db.example.org:5432/kspec"
        })
public final class ServerCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: kspec/server in the user's data home"
                    + " (XDG_DATA_HOME, else ~/.local/share).")
    private @Nullable Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "Use this PostgreSQL, as a JDBC URL, instead of an own one; user and password come from"
                    + " KSPEC_DATABASE_USERNAME and KSPEC_DATABASE_PASSWORD.")
    private @Nullable String databaseUrl;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Listen there.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The API's port.")
    private int port = 8443;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            description = "Port of /livez, /readyz and /metrics, on loopback.")
    private int managementPort = 9000;

    @Spec
    private @Nullable CommandSpec command;

    private final Terminal terminal;

    public ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        demandPort("--port", port);
        demandPort("--management-port", managementPort);
        Path directory = Optional.ofNullable(data).orElseGet(LocalServer::usualDirectory);
        LocalServer.Listening listening = new LocalServer.Listening(host, port, managementPort);
        return new ServerRun(terminal.out(), terminal.err(), directory, listening, Optional.ofNullable(databaseUrl))
                .stay();
    }

    private void demandPort(String option, int value) {
        if (value < 1 || value > LAST_PORT) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "%s is %d, and ports go from 1 to %d.".formatted(option, value, LAST_PORT));
        }
    }
}
