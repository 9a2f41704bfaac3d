package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Main;
import io.kspec.cli.terminal.Terminal;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Does what a page of the documentation tells its reader to type: every `$ ` line of a section, one after the other.
///
/// Knows `kubectl`, `helm` and `kspec`, quotes, a line that goes on after a backslash, and `> file`. Files lie in a
/// scratch directory; `charts/` is that of the checkout and `deploy/drift/` the older manifests.
record DocumentedShell(LocalKubernetes cluster, Path scratch, Path older) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /// @throws AssertionError if a command fails, or there is none
    void follow(Path page, String heading) {
        List<String> commands = commands(page, heading);
        assertThat(commands).as(heading).isNotEmpty();
        commands.forEach(this::run);
    }

    private static List<String> commands(Path page, String heading) {
        String text = Chart.text(page);
        int start = text.indexOf(heading + "\n");
        int end = text.indexOf("\n## ", start + 1);
        String section = text.substring(start, end < 0 ? text.length() : end).replace("\\\n", " ");
        return section.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .toList();
    }

    private void run(String command) {
        List<String> words = words(command);
        String program = words.removeFirst();
        String output =
                switch (program) {
                    case "kubectl" -> kubectl(command, words);
                    case "helm" -> helm(command, words);
                    case "kspec" -> kspec(command, words);
                    default -> throw new AssertionError("no " + program + " for: " + command);
                };
        if (command.contains(" > ")) {
            write(scratch.resolve(command.substring(command.indexOf(" > ") + 3)), output);
        }
    }

    private List<String> words(String command) {
        int redirection = command.indexOf(" > ");
        var words = new ArrayList<String>();
        WORD.matcher(redirection < 0 ? command : command.substring(0, redirection))
                .results()
                .forEach(word -> words.add(word.group(1) == null ? located(word.group(2)) : word.group(1)));
        return words;
    }

    private String located(String word) {
        if (word.startsWith("charts/")) {
            return Chart.ROOT.resolve(word).toString();
        }
        if (word.equals("deploy/drift/")) {
            return older.toString();
        }
        return word.endsWith(".yaml") ? scratch.resolve(word).toString() : word;
    }

    private String kubectl(String command, List<String> words) {
        Kubectl.Answer answer = Kubectl.of(cluster).run(words.toArray(String[]::new));
        assertThat(answer.succeeded()).as("%s: %s", command, answer.stderr()).isTrue();
        return answer.stdout();
    }

    /// Without its hooks, whose pods nobody would run.
    private String helm(String command, List<String> words) {
        words.add("--no-hooks");
        Program.Answer answer = Chart.helm().on(cluster.kubeconfig()).run(words.toArray(String[]::new));
        assertThat(answer.succeeded()).as("%s: %s", command, answer.stderr()).isTrue();
        return answer.stdout();
    }

    /// Findings are no failure.
    private String kspec(String command, List<String> words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                Map.of("KUBECONFIG", cluster.kubeconfig().toString()),
                scratch,
                Clock.systemUTC());
        int code = Main.run(terminal, words.toArray(String[]::new));
        assertThat(code).as("%s: %s", command, err).isIn(words.getFirst().equals("scan") ? List.of(0, 1) : List.of(0));
        return out.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
