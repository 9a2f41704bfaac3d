package io.kspec.operator.endpoint;

import io.github.bucket4j.Bucket;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/metrics` in the form that the caller asks for: OpenMetrics, or Prometheus' text. Each caller has a rate of its
/// own; beyond it the answer is 429, and the others are still served.
public final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private final Vertx vertx;
    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter refused;
    private final Callers callers;
    private final Endpoint endpoint;

    /// How often one caller may ask.
    ///
    /// @param burst at once
    /// @param perMinute over time
    public record Rate(int burst, int perMinute) {
        /// Several Prometheus servers behind one address, each every 15 seconds, and a person.
        public static final Rate USUAL = new Rate(20, 60);
    }

    /// Serves when it returns.
    public MetricsServer(Vertx vertx, ListenAddress address, Meters meters, Rate rate) {
        this.vertx = vertx;
        this.registry = meters.registry();
        this.refused = meters.counter(
                "kspec_metrics_requests_refused_total", "Requests for metrics beyond the rate of their caller.");
        Meters.begin(refused);
        this.callers = new Callers(rate);
        this.endpoint = Endpoint.serve(vertx, address, "--metrics-bind-address", this::answer);
    }

    public int port() {
        return endpoint.port();
    }

    private void answer(HttpServerRequest request) {
        if (!request.path().equals("/metrics")) {
            Endpoint.say(request, 404, "only /metrics is served here");
        } else if (!callers.admit(request.remoteAddress().hostAddress())) {
            refused.inc();
            request.response().putHeader("Retry-After", "15");
            Endpoint.say(request, 429, "too many requests for metrics; ask every 15 seconds or less often");
        } else {
            scrape(request);
        }
    }

    /// Off the event loop: reviews do not wait for a scrape.
    private void scrape(HttpServerRequest request) {
        ExpositionFormatWriter writer = formats.findWriter(Objects.requireNonNullElse(request.getHeader("Accept"), ""));
        vertx.executeBlocking(() -> written(writer), false)
                .onSuccess(body -> request.response()
                        .putHeader("Content-Type", writer.getContentType())
                        .end(body))
                .onFailure(fault -> {
                    LOG.error("metrics could not be written", fault);
                    Endpoint.say(request, 500, "kspec met a fault of its own; its log says more");
                });
    }

    private Buffer written(ExpositionFormatWriter writer) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape());
        return Buffer.buffer(out.toByteArray());
    }

    /// The rate of each caller; those that asked longest ago are forgotten first.
    private static final class Callers {
        private static final int MOST = 256;
        private static final java.time.Duration MINUTE = java.time.Duration.ofMinutes(1);

        private final Rate rate;
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(MOST, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MOST;
            }
        };

        Callers(Rate rate) {
            this.rate = rate;
        }

        synchronized boolean admit(String address) {
            return buckets.computeIfAbsent(address, _ -> bucket()).tryConsume(1);
        }

        private Bucket bucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perMinute(), MINUTE))
                    .build();
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
