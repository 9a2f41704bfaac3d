package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {
    @Test
    void clustersLieInTheCacheTheEnvironmentNames() {
        Path home = Path.of("/home/me");
        assertThat(new Surroundings(Map.of(), Optional.empty(), home).clusters())
                .isEqualTo(Path.of("/home/me/.cache/kspec/local"));
        assertThat(new Surroundings(Map.of("XDG_CACHE_HOME", "/xdg"), Optional.empty(), home).clusters())
                .isEqualTo(Path.of("/xdg/kspec/local"));
        Map<String, String> both = Map.of("XDG_CACHE_HOME", "/xdg", "KSPEC_CACHE", "/mine");
        assertThat(new Surroundings(both, Optional.empty(), home).clusters()).isEqualTo(Path.of("/mine/local"));
    }
}
