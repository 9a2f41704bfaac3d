package io.kspec.operator.admission;

import io.kspec.core.admission.ShadowRefusal;
import io.kspec.core.rule.RuleId;
import io.kspec.operator.metric.Meters;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests that mode enforce would have refused and that were admitted, by specification and rule. Each
/// replica counts what it is asked, in memory. Used by many threads.
public final class ShadowCounts {
    private final Instant since;
    private final Map<String, Map<RuleId, LongAdder>> counts = new ConcurrentHashMap<>();

    public ShadowCounts(Clock clock) {
        this.since = clock.instant();
    }

    /// What was counted for one specification.
    ///
    /// @param requests by rule, the most frequent first
    public record Counted(Instant since, Map<RuleId, Long> requests) {
        public Counted {
            requests = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(requests));
        }
    }

    public void count(List<ShadowRefusal> shadows) {
        for (ShadowRefusal shadow : shadows) {
            counts.computeIfAbsent(shadow.specification(), _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(shadow.rule(), _ -> new LongAdder())
                    .increment();
        }
    }

    public Counted of(String specification) {
        var requests = new LinkedHashMap<RuleId, Long>();
        counts.getOrDefault(specification, Map.of()).entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
                .sorted(Map.Entry.<RuleId, Long>comparingByValue().reversed().thenComparing(entry -> entry.getKey()
                        .toString()))
                .forEach(entry -> requests.put(entry.getKey(), entry.getValue()));
        return new Counted(since, requests);
    }

    /// Counts what every specification would have refused, as `kspec_shadow_refusals_total`.
    public void measuredBy(Meters meters) {
        meters.counter(
                "kspec_shadow_refusals_total",
                "Requests that mode enforce would have refused and that were admitted.",
                callback -> counts.forEach((specification, rules) -> rules.forEach(
                        (rule, requests) -> callback.call((double) requests.sum(), specification, rule.toString()))),
                "cluster_spec",
                "policy");
    }

    /// Forgets specifications that are no more.
    public void keepOnly(Set<String> specifications) {
        counts.keySet().retainAll(specifications);
    }
}
