package io.kspec.operator.metric;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/// Makes metrics in one registry. A name that is taken is refused by the registry, at the start.
///
/// @param cluster what series of this cluster carry
public record Meters(PrometheusRegistry registry, ClusterLabels cluster) {
    /// The labels by which series of one cluster are told from those of others.
    ///
    /// @param name `cluster_name`
    /// @param uid `cluster_uid`: that of the namespace `kube-system`; empty while it cannot be read
    public record ClusterLabels(String name, String uid) {}

    public Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /// A gauge that is computed when it is asked for.
    public void gauge(String name, String help, Consumer<GaugeWithCallback.Callback> values, String... labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(values)
                .register(registry);
    }

    /// A count that only grows.
    ///
    /// @param name ends in `_total`
    public Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /// A counter that somebody else keeps.
    public void counter(String name, String help, Consumer<CounterWithCallback.Callback> values, String... labels) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(values)
                .register(registry);
    }

    /// Counts of values by size.
    ///
    /// @param bounds upper bounds of the buckets, in the unit of the name
    public Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    /// What something is, always 1.
    ///
    /// @param name ends in `_info`
    public Info info(String name, String help, String... labels) {
        return Info.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /// Removes the series whose label at `index` has this value: they go with their object.
    public static void forget(StatefulMetric<?, ?> metric, int index, String value) {
        metric.removeIf(labels -> labels.get(index).equals(value));
    }

    /// Shows a counter at zero before anything happened, so that its first increase is one.
    public static void begin(Counter counter, String... labels) {
        CounterDataPoint started = counter.labelValues(labels);
        started.inc(0);
    }
}
