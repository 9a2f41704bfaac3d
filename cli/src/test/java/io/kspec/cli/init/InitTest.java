package io.kspec.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Kspec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InitTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyProfilePassesItsOwnValidationWithoutAWarning(Profile profile) {
        String file = directory.resolve("spec.yaml").toString();
        Kspec.Ended written = Kspec.at(directory).run("init", "--profile", profile.toString(), "-o", file);
        assertThat(written.code()).isZero();
        assertThat(written.err()).contains("no cluster answered").contains("kspec scan --spec");
        Kspec.Ended validated = Kspec.at(directory).run("validate", "-f", file);
        assertThat(validated.out()).contains("is valid").doesNotContain("warning");
        assertThat(validated.code()).isZero();
    }

    @Test
    void anExistingFileIsKeptUnlessForced() throws Exception {
        Path file = directory.resolve("spec.yaml");
        Files.writeString(file, "mine");
        Kspec.Ended refused = Kspec.at(directory).run("init", "-o", file.toString());
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("exists already").contains("--force");
        assertThat(file).hasContent("mine");
        assertThat(Kspec.at(directory)
                        .run("init", "--force", "-o", file.toString())
                        .code())
                .isZero();
        assertThat(file).content().contains("kind: ClusterSpecification");
    }

    @Test
    void standardOutputHoldsTheSpecificationAndNothingElse() {
        Kspec.Ended ended = Kspec.at(directory).run("init", "-o", "-", "--profile", "development");
        assertThat(ended.out())
                .startsWith("# What")
                .contains("development-cluster")
                .doesNotContain("@");
    }

    @Test
    void theWindowBeginsAtTheClustersOwnVersion() {
        assertThat(VersionWindow.around("v1.35.4")).contains(new VersionWindow("1.35", "1.36"));
        assertThat(VersionWindow.around("v1.29.3-eks-abc")).contains(new VersionWindow("1.29", "1.30"));
        assertThat(VersionWindow.around("v1.31+")).contains(new VersionWindow("1.31", "1.32"));
        assertThat(VersionWindow.around("unknown")).isEmpty();
    }
}
