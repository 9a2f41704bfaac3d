package io.kspec.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.testkit.OciRegistryProgram;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the registry of the distribution project, with charts that the helm program pushed.
@Tag("apiserver")
final class OciRegistryIT {
    @TempDir
    Path folder;

    private OciRegistryProgram registry;

    @BeforeEach
    void start() {
        registry = OciRegistryProgram.start(folder);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whatHelmPushedIsListedAndFetchedByItsDigest() throws IOException {
        ChartArchive first = pushed("1.2.3");
        ChartArchive second = pushed("2.0.0-rc.1+build.7");
        var repositories = new ChartRepositories(new Development());

        Listing listing = repositories.list(registry.address() + "/charts", "sample");

        assertThat(listing).isInstanceOfSatisfying(Listing.Listed.class, listed -> {
            assertThat(listed.entries())
                    .extracting(ChartEntry::version)
                    .containsExactlyInAnyOrder(version("1.2.3"), version("2.0.0-rc.1+build.7"));
            assertThat(fetched(repositories, listed.entries(), "1.2.3")).isEqualTo(first);
            assertThat(fetched(repositories, listed.entries(), "2.0.0-rc.1+build.7"))
                    .isEqualTo(second);
        });
        assertThat(repositories.list(registry.address() + "/charts", "other")).isInstanceOf(Listing.NoSuchChart.class);
    }

    private static SemanticVersion version(String text) {
        return SemanticVersion.parse(text).orElseThrow();
    }

    private static ChartArchive fetched(ChartRepositories repositories, List<ChartEntry> entries, String version) {
        String url = entries.stream()
                .filter(entry -> entry.version().equals(version(version)))
                .findFirst()
                .orElseThrow()
                .url();
        return ((Fetched.Archive) repositories.fetch(url, "")).archive();
    }

    private ChartArchive pushed(String version) throws IOException {
        ChartArchive chart = Packed.chart(version).archive();
        Path file = folder.resolve("sample-%s.tgz".formatted(version));
        Files.write(file, chart.bytes());
        Program.Answer pushed = Program.named("helm", folder)
                .run("push", file.toString(), registry.address() + "/charts", "--plain-http");
        assertThat(pushed.succeeded()).as(pushed.stderr()).isTrue();
        return chart;
    }

    private record Development() implements ChartSettings {
        @Override
        public boolean allowHttp() {
            return true;
        }

        @Override
        public boolean allowLocal() {
            return true;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }
    }
}
