package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts that cannot succeed. Those that do are in [LocalKubernetesIT].
final class ClusterStartTest {
    private static final String RUN_FOREVER = "echo $$ >> ../pids; exec sleep 60";

    @TempDir
    Path home;

    private final List<String> progress = new ArrayList<>();
    private Path bin;

    @BeforeEach
    void programsThatRunAndDoNothing() {
        bin = home.resolve("bin");
        FakePrograms.program(bin, "etcd", RUN_FOREVER);
        FakePrograms.program(bin, "kube-apiserver", RUN_FOREVER);
    }

    @Test
    void aComponentThatEndsByItselfIsReportedWithTheEndOfItsLogAndNothingElseGoesOn() throws Exception {
        FakePrograms.program(bin, "kube-apiserver", "echo 'unknown flag: --nonsense' >&2; exit 7");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(this::start)
                .satisfies(failure -> {
                    assertThat(failure.what()).isEqualTo("kube-apiserver ended by itself with exit code 7");
                    assertThat(failure.remedy()).contains("unknown flag: --nonsense");
                    assertThat(Path.of(failure.where())).content().contains("unknown flag");
                });
        assertNothingRuns();
    }

    @Test
    void aComponentThatHangsIsReportedWhenPatienceIsExhausted() throws Exception {
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(this::start)
                .withMessageContaining("kube-apiserver made no certificate")
                .withMessageContaining("kube-apiserver.log");
        assertNothingRuns();
    }

    @Test
    void aPortThatWasTakenMeanwhileIsReplacedByAnotherOneAFewTimes() throws Exception {
        FakePrograms.program(bin, "kube-apiserver", "echo 'listen tcp: bind: address already in use' >&2; exit 1");
        assertThatExceptionOfType(PortTakenException.class).isThrownBy(this::start);
        assertThat(progress)
                .filteredOn(line -> line.contains("trying another one"))
                .hasSize(4);
        assertThat(home.resolve("local")).isDirectoryNotContaining(Files::isDirectory);
        assertNothingRuns();
    }

    @Test
    void afterAFailureOnlyTheLogsAndTheLedgerAreLeft() throws Exception {
        FakePrograms.program(bin, "kube-apiserver", "exit 7");
        assertThatExceptionOfType(LocalKubernetesException.class).isThrownBy(this::start);
        try (Stream<Path> clusters = Files.list(home.resolve("local")).filter(Files::isDirectory)) {
            assertThat(clusters).singleElement().satisfies(directory -> assertThat(
                            directory.toFile().list())
                    .containsExactlyInAnyOrder("logs", "processes"));
        }
    }

    private void start() {
        LocalOptions options = LocalOptions.apiServerOnly().withBin(bin).withPatience(Duration.ofSeconds(2));
        Surroundings surroundings = new Surroundings(Map.of("KSPEC_CACHE", home.toString()), Optional.empty(), home);
        ClusterStart.begin(options, progress::add, surroundings).close();
    }

    private void assertNothingRuns() throws Exception {
        List<String> started = Files.readAllLines(home.resolve("local/pids"));
        assertThat(started).isNotEmpty().allSatisfy(pid -> assertThat(ProcessIdentity.of(Long.parseLong(pid)))
                .isEmpty());
    }
}
