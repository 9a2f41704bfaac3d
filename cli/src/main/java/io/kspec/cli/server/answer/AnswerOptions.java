package io.kspec.cli.server.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.server.client.Listed;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that asks a server and prints what it answers.
public final class AnswerOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, wide (with more columns), json or yaml.")
    private AnswerFormat format = AnswerFormat.TABLE;

    @Mixin
    private ServerOptions server = new ServerOptions();

    /// An answer for people.
    @FunctionalInterface
    public interface ForPeople<T> {
        /// What is printed, line by line.
        ///
        /// @param wide whether every column is wanted
        List<String> lines(T answer, boolean wide);
    }

    /// Asks, and prints the one object that comes.
    public <T> int one(Function<ServerClient, Reply> question, Class<T> type, ForPeople<T> people, Terminal terminal) {
        return one(question, type, people, terminal, _ -> ExitCode.OK.code());
    }

    /// The same for an answer that decides how the command ends.
    ///
    /// @param end answers the exit code; it may say what comes next
    public <T> int one(
            Function<ServerClient, Reply> question,
            Class<T> type,
            ForPeople<T> people,
            Terminal terminal,
            ToIntFunction<T> end) {
        return server.ask(terminal, client -> question.apply(client)
                .step()
                .then(answer -> Wire.read(answer, type).then(one -> {
                    print(answer.body(), one, people, terminal);
                    return Step.next(one);
                }))
                .finish(terminal, end));
    }

    /// Asks, and prints the list that comes. That it is empty, or cut off, is said beside it.
    public <T> int many(
            Function<ServerClient, Step<Listed>> question,
            Class<T> type,
            ForPeople<List<T>> people,
            Terminal terminal) {
        return server.ask(terminal, client -> question.apply(client)
                .finish(terminal, listed -> Wire.read(listed, type).finish(terminal, all -> {
                    list(listed, all, people, terminal);
                    return ExitCode.OK.code();
                })));
    }

    private <T> void list(Listed listed, List<T> all, ForPeople<List<T>> people, Terminal terminal) {
        if (!all.isEmpty() || !forPeople()) {
            print(listed.body(), all, people, terminal);
        }
        if (all.isEmpty()) {
            terminal.note("no %s.".formatted(listed.plural()));
        } else if (listed.total() > all.size()) {
            terminal.note("%d of %d %s; --limit shows more.".formatted(all.size(), listed.total(), listed.plural()));
        }
    }

    private <T> void print(JsonNode body, T answer, ForPeople<T> people, Terminal terminal) {
        switch (format) {
            case TABLE -> people.lines(answer, false).forEach(terminal.out()::println);
            case WIDE -> people.lines(answer, true).forEach(terminal.out()::println);
            case JSON -> PrettyJson.print(body, terminal.out());
            case YAML -> terminal.out().print(YamlOut.text(body));
        }
        terminal.out().flush();
    }

    /// Whether a person reads the answer, and hints belong beside it.
    public boolean forPeople() {
        return switch (format) {
            case TABLE, WIDE -> true;
            case JSON, YAML -> false;
        };
    }

    /// For what is more than one question.
    public ServerOptions server() {
        return server;
    }
}
