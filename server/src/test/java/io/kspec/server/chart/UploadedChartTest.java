package io.kspec.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class UploadedChartTest {
    private static final ChartArchive CHART = Packed.chart("1.2.3").archive();

    @Test
    void whatIsNoLayoutIsTakenAsItIs() {
        assertThat(UploadedChart.archive(CHART.bytes())).isEqualTo(new Fetched.Archive(CHART));
        byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
        assertThat(UploadedChart.archive(text)).isEqualTo(new Fetched.Archive(ChartArchive.of(text)));
        assertThat(UploadedChart.archive(new byte[0])).isEqualTo(new Fetched.Archive(ChartArchive.of(new byte[0])));
    }

    @Test
    void theChartOfALayoutIsFoundWhetherTheLayoutIsZippedOrNot() throws IOException {
        byte[] layout = Packed.layout(CHART).bytes();
        assertThat(UploadedChart.archive(layout)).isEqualTo(new Fetched.Archive(CHART));
        assertThat(UploadedChart.archive(unzipped(layout))).isEqualTo(new Fetched.Archive(CHART));
    }

    @Test
    void anIndexInTheIndexIsFollowedAndTheSameChartUnderTwoNamesIsOne() {
        Packed layout = Packed.empty().file("oci-layout", "{}");
        String manifest = layout.manifest(CHART);
        String inner =
                layout.blob("application/vnd.oci.image.index.v1+json", "{\"manifests\":[%s]}".formatted(manifest));
        layout.file("index.json", "{\"manifests\":[%s,%s]}".formatted(inner, manifest));
        assertThat(UploadedChart.archive(layout.bytes())).isEqualTo(new Fetched.Archive(CHART));
    }

    @Test
    void aLayoutWithoutAChartOrWithSeveralIsRefused() {
        assertThat(refusal(Packed.layout())).contains("holds no Helm chart", "helm package");
        assertThat(refusal(Packed.layout(CHART, Packed.chart("1.2.4").archive())))
                .contains("holds 2 charts");
        assertThat(refusal(Packed.empty().file("oci-layout", "{}").file("index.json", "no JSON")))
                .contains("holds no Helm chart");
    }

    @Test
    void contentThatIsNotWhatItsDigestSaysIsNotTaken() {
        Packed forged = Packed.empty().file("oci-layout", "{}");
        String manifest = forged.manifest(CHART);
        forged.file("./blobs/sha256/" + CHART.digest(), Packed.chart("6.6.6").bytes())
                .file("index.json", "{\"manifests\":[%s]}".formatted(manifest));
        assertThat(refusal(forged)).contains("has not the content of sha256:" + CHART.digest());
    }

    @Test
    void anEntryThatLeadsOutOfALayoutMakesItNone() {
        byte[] climbing = Packed.layout(CHART).file("../x", "x").bytes();
        Fetched.Archive taken = (Fetched.Archive) UploadedChart.archive(climbing);
        assertThat(ChartReader.read(taken.archive()))
                .isInstanceOfSatisfying(
                        ChartReading.Unreadable.class,
                        refused -> assertThat(refused.failure().what()).contains("leads out of its folder"));
    }

    private static String refusal(Packed layout) {
        return UploadedChart.archive(layout.bytes()) instanceof Fetched.Failed(Failure failure)
                ? failure.sentence()
                : "taken";
    }

    private static byte[] unzipped(byte[] packed) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }
}
