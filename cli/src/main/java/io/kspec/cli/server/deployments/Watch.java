package io.kspec.cli.server.deployments;

import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.EventStream;
import io.kspec.cli.server.client.Problem;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Shows one deployment until it ends. The server's events say when to look; where there is no stream of them, it is
/// looked at again and again.
final class Watch {
    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;

    private final ServerClient server;
    private final String id;
    private final Terminal terminal;
    private final Rhythm rhythm;
    private final Screen screen;
    private final String wanted;
    private Optional<String> lastId = Optional.empty();

    /// @param wanted the status that is a good end
    Watch(ServerClient server, String id, String wanted, Rhythm rhythm, Terminal terminal) {
        this.server = server;
        this.id = id;
        this.terminal = terminal;
        this.rhythm = rhythm;
        this.wanted = wanted;
        this.screen = Screen.of(terminal);
    }

    /// Until it is completed, or will never be.
    static int untilCompleted(ServerClient server, String id, Terminal terminal) {
        return new Watch(server, id, "Completed", Rhythm.USUAL, terminal).untilTheEnd();
    }

    /// Until every cluster has its version of before, or one could not get it.
    static int untilTakenBack(ServerClient server, String id, Terminal terminal) {
        return new Watch(server, id, "RolledBack", Rhythm.USUAL, terminal).untilTheEnd();
    }

    /// The exit code: 0 for the wanted end, 1 for another one.
    int untilTheEnd() {
        long answered = System.nanoTime();
        while (true) {
            switch (look()) {
                case Look.Ended(ExitCode code) -> {
                    return code.code();
                }
                case Look.GoesOn _ -> answered = System.nanoTime();
                case Look.NoAnswer(String why) -> {
                    if (Duration.ofNanos(System.nanoTime() - answered).compareTo(rhythm.patience()) > 0) {
                        terminal.complain(why);
                        return ExitCode.NOT_EVALUATED.code();
                    }
                    screen.note("no answer, trying again: " + why);
                    rest(rhythm.retry());
                }
            }
            if (Thread.interrupted()) {
                return ExitCode.INTERRUPTED.code();
            }
        }
    }

    /// What looking came to.
    private sealed interface Look {
        record Ended(ExitCode code) implements Look {}

        record GoesOn() implements Look {}

        record NoAnswer(String why) implements Look {}
    }

    /// Opens the stream first, so that nothing happens unseen between looking and listening, and listens until the
    /// stream ends.
    private Look look() {
        return switch (server.events(Address.of("deployments", id, "events"), lastId)) {
            case ServerClient.Streaming.Open(EventStream events) -> {
                try (var following = new Following(events, lastId)) {
                    yield follow(following);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    yield new Look.Ended(ExitCode.INTERRUPTED);
                }
            }
            case ServerClient.Streaming.Not _ -> {
                Look seen = show();
                if (seen instanceof Look.GoesOn) {
                    rest(rhythm.retry());
                }
                yield seen;
            }
        };
    }

    private Look follow(Following following) throws InterruptedException {
        Look seen = show();
        while (seen instanceof Look.GoesOn) {
            Following.Sign sign = following.await(rhythm.silence());
            lastId = following.lastId();
            rest(rhythm.pace());
            switch (sign) {
                case CHANGE, BEAT -> seen = show();
                case END -> {
                    return show();
                }
            }
        }
        return seen;
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private Look show() {
        return switch (server.get(Address.of("deployments", id))) {
            case Reply.Silent(var why) -> new Look.NoAnswer(why.sentence());
            case Reply.Refused(Problem problem)
            when problem.status() >= SERVER_FAULT || problem.status() == TOO_MANY ->
                new Look.NoAnswer(problem.sentence());
            case Reply.Refused(Problem problem) -> {
                terminal.complain(problem.sentence());
                yield new Look.Ended(problem.exitCode());
            }
            case Reply.Done answer ->
                switch (Wire.read(answer, Deployment.class)) {
                    case Step.Stop<Deployment> stop -> {
                        stop.complaints().forEach(terminal::complain);
                        yield new Look.Ended(stop.code());
                    }
                    case Step.Next<Deployment>(Deployment deployment) -> show(deployment);
                };
        };
    }

    private Look show(Deployment deployment) {
        return switch (deployment.state()) {
            case UNDER_WAY -> {
                screen.show(deployment, terminal.clock().instant());
                yield new Look.GoesOn();
            }
            case COMPLETED, ENDED_OTHERWISE -> {
                screen.end(deployment, terminal.clock().instant());
                yield new Look.Ended(wanted.equals(deployment.status()) ? ExitCode.OK : ExitCode.FINDINGS);
            }
        };
    }
}
