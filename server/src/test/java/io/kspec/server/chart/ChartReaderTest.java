package io.kspec.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartReaderTest {
    @Test
    void aChartTellsItsNameItsVersionAndTheDefinitionsOfItselfAndItsSubcharts() {
        ChartContents contents = contents(Packed.chart("1.2.3")
                .file("sample/crds/a.yaml", Packed.crd("as", ""))
                .file("sample/charts/inner/Chart.yaml", "apiVersion: v2\nname: inner\nversion: 9.9.9\n")
                .file("sample/charts/inner/crds/b.yaml", Packed.crd("bs", "") + "---\n" + Packed.crd("cs", ""))
                .file("sample/templates/d.yaml", Packed.crd("ds", "")));

        assertThat(contents.name()).isEqualTo("sample");
        assertThat(contents.version()).hasToString("1.2.3");
        assertThat(contents.crds())
                .extracting(crd -> crd.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("as.example.com", "bs.example.com", "cs.example.com");
        assertThat(contents.warnings()).isEmpty();
    }

    @Test
    void aLargeDefinitionIsTakenWithAWarning() {
        ChartContents contents =
                contents(Packed.chart("1.0.0").file("sample/crds/a.yaml", Packed.crd("as", "x".repeat(1_500_000))));

        assertThat(contents.crds()).hasSize(1);
        assertThat(contents.warnings()).singleElement().asString().contains("as.example.com", "1.5 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "sample/../../etc/passwd", "..", "sample\\..\\x", "C:/x"})
    void anEntryThatLeadsOutOfItsFolderIsRefused(String name) {
        assertThat(refusal(Packed.chart("1.0.0").file(name, "x").archive())).contains("leads out of its folder");
    }

    @Test
    void linksAndDevicesAreRefused() {
        assertThat(refusal(Packed.chart("1.0.0")
                        .link("sample/values.yaml", "/etc/passwd")
                        .archive()))
                .contains("is a link");
        assertThat(refusal(Packed.chart("1.0.0").device("sample/null").archive()))
                .contains("neither a file nor a folder");
    }

    @Test
    void anArchiveThatExplodesIsRefused() {
        byte[] zeros = new byte[ArchiveFiles.LARGEST_FILE];
        Packed many = Packed.chart("1.0.0");
        for (int i = 0; i <= ArchiveFiles.LARGEST_WHOLE / zeros.length; i++) {
            many.file("sample/files/" + i, zeros);
        }

        assertThat(refusal(many.archive())).contains("unpacks to more than 104,857,600 bytes");
        assertThat(refusal(Packed.chart("1.0.0")
                        .file("sample/files/a", Arrays.copyOf(zeros, zeros.length + 1))
                        .archive()))
                .contains("sample/files/a unpacks to more than");
    }

    @Test
    void tooManyEntriesAreRefused() {
        Packed many = Packed.chart("1.0.0");
        for (int i = 0; i <= ArchiveFiles.MOST_FILES; i++) {
            many.file("sample/files/" + i, "");
        }

        assertThat(refusal(many.archive())).contains("more than 10,000 entries");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThat(refusal(ChartArchive.of("no gzip".getBytes(StandardCharsets.UTF_8))))
                .contains("no gzip archive");
        assertThat(refusal(ChartArchive.of(new byte[0]))).contains("this is no chart");
        byte[] whole = Packed.chart("1.0.0").bytes();
        assertThat(refusal(ChartArchive.of(Arrays.copyOf(whole, whole.length / 2))))
                .contains("no gzip archive");
    }

    @Test
    void aFolderWithoutAChartIsRefused() {
        assertThat(refusal(Packed.empty().file("sample/values.yaml", "a: 1").archive()))
                .contains("no <name>/Chart.yaml");
        assertThat(refusal(Packed.chart("1.0.0")
                        .file("other/Chart.yaml", "apiVersion: v2\nname: other\nversion: 1.0.0\n")
                        .archive()))
                .contains("several charts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v3\nname: sample\nversion: 1.0.0\n",
                "apiVersion: v2\nversion: 1.0.0\n",
                "apiVersion: v2\nname: sample\nversion: one\n",
                "[]",
                ": not yaml",
            })
    void aChartFileThatSaysTooLittleIsRefused(String text) {
        assertThat(refusal(Packed.empty().file("sample/Chart.yaml", text).archive()))
                .contains("apiVersion v1 or v2, no name, or no semantic version");
    }

    @Test
    void aDefinitionThatIsNoYamlIsRefusedByItsPlace() {
        assertThat(refusal(Packed.chart("1.0.0")
                        .file("sample/crds/a.yaml", "kind: [")
                        .archive()))
                .contains("sample/crds/a.yaml:1");
    }

    private static ChartContents contents(Packed packed) {
        return ((ChartReading.Chart) ChartReader.read(packed.archive())).contents();
    }

    private static String refusal(ChartArchive archive) {
        return ((ChartReading.Unreadable) ChartReader.read(archive)).failure().sentence();
    }
}
