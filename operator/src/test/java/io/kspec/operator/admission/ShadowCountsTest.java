package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.admission.ShadowRefusal;
import io.kspec.core.rule.RuleId;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShadowCountsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final ShadowRefusal RARE = new ShadowRefusal("prod", new RuleId("a"));
    private static final ShadowRefusal OFTEN = new ShadowRefusal("prod", new RuleId("b"));
    private final ShadowCounts counts = new ShadowCounts(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void requestsAreCountedByRuleTheMostFrequentFirst() {
        counts.count(List.of(RARE, OFTEN));
        counts.count(List.of(OFTEN));
        ShadowCounts.Counted counted = counts.of("prod");
        assertThat(counted.since()).isEqualTo(NOW);
        assertThat(counted.requests()).containsExactly(Map.entry(OFTEN.rule(), 2L), Map.entry(RARE.rule(), 1L));
    }

    @Test
    void aScrapeShowsThemByRule() {
        var registry = new PrometheusRegistry();
        counts.measuredBy(new Meters(registry, new Meters.ClusterLabels("local", "")));
        counts.count(List.of(OFTEN));
        counts.count(List.of(OFTEN));
        assertThat(registry.scrape().stream()).singleElement().satisfies(metric -> {
            assertThat(metric.getMetadata().getName()).isEqualTo("kspec_shadow_refusals");
            assertThat(metric.getDataPoints()).singleElement().satisfies(series -> {
                assertThat(series.getLabels().get("cluster_spec")).isEqualTo("prod");
                assertThat(series.getLabels().get("policy")).isEqualTo("b");
                assertThat(((CounterSnapshot.CounterDataPointSnapshot) series).getValue())
                        .isEqualTo(2);
            });
        });
    }

    @Test
    void aSpecificationThatIsNoMoreIsForgotten() {
        counts.count(List.of(RARE));
        counts.keepOnly(Set.of("other"));
        assertThat(counts.of("prod").requests()).isEmpty();
    }
}
