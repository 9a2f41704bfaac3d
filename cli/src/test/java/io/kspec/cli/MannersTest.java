package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MannersTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "fix",
                "validate",
                "test",
                "explain",
                "init",
                "generate",
                "migrate",
                "templates",
                "version",
                "completion",
                "demo",
                "server",
                "why",
                "impact",
                "enforce",
                "drift",
                "crd",
                "devops",
                "operators",
                "clusters",
                "deployments",
                "approvals",
                "audit",
                "login",
                "logout"
            })
    void everyCommandExplainsItselfWithExamples(String command) {
        Kspec.Ended ended = run(command, "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Examples:").contains("kspec " + command);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void helpStandsBeforeTheOptionsWithItsExamples() {
        String help = run("scan", "--help").out();
        assertThat(help.indexOf("Examples:")).isLessThan(help.indexOf("Options:"));
        assertThat(help).contains("Exit codes:").contains("Default: High");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=99999", "--port=0", "--management-port=-1"})
    void aServerIsNotStartedAtAPortThatDoesNotExist(String option) {
        Kspec.Ended ended = run("server", option);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("ports go from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approvals approve", "operators delete", "deployments get", "crd diff old.yaml"})
    void anEmptyWordNamesNothing(String command) {
        Kspec.Ended ended =
                run(Stream.concat(Stream.of(command.split(" ")), Stream.of("")).toArray(String[]::new));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("an empty word stands for ").contains("See: kspec ");
    }

    @Test
    void anEmptyWordTooManyIsNamedAsOne() {
        Kspec.Ended ended = run("scan", "");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("an empty word stands where none is expected")
                .doesNotContain("Did you mean")
                .contains("See: kspec scan --help");
    }

    @Test
    void aMisspeltCommandOrOptionIsWrongUsageAndNamesTheNearest() {
        assertThat(run("scna").code()).isEqualTo(2);
        assertThat(run("scna").err()).contains("unknown command").contains("Did you mean: scan?");
        assertThat(run("scan", "--fial-on", "High").code()).isEqualTo(2);
        assertThat(run("scan", "--fial-on", "High").err()).contains("Did you mean: --fail-on?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "validate",
                "scan --fail-on extreme",
                "scan --spec a --spec-name b",
                "completion fish",
                "scan --request-timeout soon",
                "scan --min-score x",
                "why",
                "impact",
                "enforce --dry-run=perhaps --spec x",
                "drift",
                "crd",
                "devops"
            })
    void wrongUsageEndsWithTwoAndPrintsNoStackTrace(String line) {
        Kspec.Ended ended = run(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error: ").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void theVersionIsPrintedForPeopleAndPrograms() {
        assertThat(run("version").out()).startsWith("kspec ");
        assertThat(run("version", "-o", "json").out()).contains("\"version\": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionKnowsTheCommands(String shell) {
        assertThat(run("completion", shell).out()).contains("validate", "--fail-on", "deployments", "--evaluation");
    }

    private Kspec.Ended run(String... arguments) {
        return Kspec.at(home).run(arguments);
    }
}
