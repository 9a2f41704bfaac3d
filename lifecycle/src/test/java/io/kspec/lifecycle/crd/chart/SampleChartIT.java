package io.kspec.lifecycle.crd.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Crds;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sample operator's charts as helm renders them: sound, and made unsound.
@Tag("apiserver")
final class SampleChartIT {
    private static final Map<String, String> WITH_WEBHOOK =
            Map.of("webhook.store", "eA==", "webhook.authority", "eA==");

    @TempDir
    Path scratch;

    @ParameterizedTest
    @EnumSource(SampleVersion.class)
    void aSoundChartLacksNothing(SampleVersion version) {
        assertThat(lacks(version, Charts.objects(text(version, Map.of())))).isEmpty();
        assertThat(lacks(version, Charts.objects(text(version, WITH_WEBHOOK)))).isEmpty();
    }

    @Test
    void withoutTheRightToReportItsOperatorCannotWork() {
        String text = text(SampleVersion.FIRST, Map.of()).replace("widgets/status", "widgets/other");
        assertThat(lacks(SampleVersion.FIRST, Charts.objects(text)))
                .singleElement()
                .isInstanceOfSatisfying(Observation.OperatorLacksRight.class, lack -> assertThat(lack.certain())
                        .isTrue());
    }

    @Test
    void withoutItsServiceEveryWriteIsRefused() {
        List<JsonNode> objects = Charts.objects(text(SampleVersion.FIRST, WITH_WEBHOOK)).stream()
                .filter(object -> !object.path("kind").asText().equals("Service"))
                .toList();
        assertThat(lacks(SampleVersion.FIRST, objects))
                .singleElement()
                .isInstanceOfSatisfying(Observation.WebhookWithoutBackend.class, lack -> assertThat(lack.certain())
                        .isTrue());
    }

    private String text(SampleVersion version, Map<String, String> values) {
        return SampleCharts.rendered(version, "sample", "shop", values, scratch);
    }

    private static List<? extends Observation> lacks(SampleVersion version, List<JsonNode> objects) {
        Crd widgets = Crds.crd(SampleCharts.definition(version));
        var chart = new ChartObjects("sample", "shop", objects);
        return Stream.concat(
                        OperatorRights.of(chart, List.of(widgets)).about(widgets).stream(),
                        WebhookBackends.of(chart, new Nothing()).about(widgets).stream())
                .toList();
    }

    /// A cluster without Services.
    private static final class Nothing implements ServiceSource {
        @Override
        public Reading<Optional<LiveService>> look(String namespace, String name) {
            return new Reading.Known<>(Optional.empty());
        }

        @Override
        public String name() {
            return "here";
        }
    }
}
