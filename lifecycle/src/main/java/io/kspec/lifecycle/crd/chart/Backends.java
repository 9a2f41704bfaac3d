package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.chart.ServiceSource.LiveService;
import java.util.Optional;

/// What stands behind the Services that webhooks are called at: of the chart, else of the cluster.
record Backends(ChartObjects chart, ServiceSource live) {
    private static final int HTTPS = 443;

    /// Why nobody will answer.
    ///
    /// @param how     a clause that names the Service
    /// @param certain whether it is known, or only feared
    record Lack(String how, boolean certain) {}

    /// A Service as a webhook names it.
    private record Called(String namespace, String name, int port) {
        @Override
        public String toString() {
            return "the Service %s/%s".formatted(namespace, name);
        }
    }

    /// Empty where something is there, and for a webhook that is no Service's.
    Optional<Lack> without(JsonNode clientConfig) {
        JsonNode service = clientConfig.path("service");
        if (!service.isObject()) {
            return Optional.empty();
        }
        var called = new Called(
                service.path("namespace").asText(""),
                service.path("name").asText(""),
                service.path("port").asInt(HTTPS));
        return chart.of("", "Service")
                .filter(one -> ChartObjects.name(one).equals(called.name())
                        && chart.namespaceOf(one).equals(called.namespace()))
                .findFirst()
                .map(one -> ofChart(called, one))
                .orElseGet(() -> ofCluster(called));
    }

    private Optional<Lack> ofChart(Called called, JsonNode service) {
        if (lacksPort(called, service)) {
            return portless(called);
        }
        JsonNode selector = service.at("/spec/selector");
        boolean selected = selector.isEmpty()
                || chart.workloads()
                        .filter(workload -> chart.namespaceOf(workload).equals(called.namespace()))
                        .anyMatch(workload -> Labels.agrees(selector, workload.at("/spec/template/metadata/labels")));
        return selected
                ? Optional.empty()
                : lack("%s, which it calls, selects no pods of the chart's workloads".formatted(called), false);
    }

    private Optional<Lack> ofCluster(Called called) {
        return switch (live.look(called.namespace(), called.name())) {
            case Reading.Unknown<Optional<LiveService>>(Failure why) ->
                lack(
                        "%s, which it calls, is not in the chart, and it is not known whether it is on %s: %s"
                                .formatted(called, live.name(), why.what()),
                        false);
            case Reading.Known<Optional<LiveService>>(Optional<LiveService> found) ->
                found.map(one -> standing(called, one))
                        .orElseGet(() -> lack(
                                "%s, which it calls, is neither in the chart nor on %s".formatted(called, live.name()),
                                true));
        };
    }

    private Optional<Lack> standing(Called called, LiveService service) {
        if (goesWithTheUpgrade(service.json())) {
            return lack("%s, which it calls, is no longer in the chart and goes with it".formatted(called), true);
        }
        if (lacksPort(called, service.json())) {
            return portless(called);
        }
        return service.ready()
                ? Optional.empty()
                : lack("%s, which it calls, has no ready endpoint on %s".formatted(called, live.name()), false);
    }

    /// Helm takes away what its release owns and the chart brings no longer.
    private boolean goesWithTheUpgrade(JsonNode service) {
        JsonNode annotations = service.at("/metadata/annotations");
        return annotations.path("meta.helm.sh/release-name").asText("").equals(chart.release())
                && annotations.path("meta.helm.sh/release-namespace").asText("").equals(chart.namespace())
                && !annotations.path("helm.sh/resource-policy").asText("").equals("keep");
    }

    /// The API server asks a Service with an address of its own for the port; names and pods it calls at any.
    private static boolean lacksPort(Called called, JsonNode service) {
        boolean hasAddress = !service.at("/spec/clusterIP").asText("").equals("None")
                && !service.at("/spec/type").asText("").equals("ExternalName");
        return hasAddress
                && service.at("/spec/ports")
                        .valueStream()
                        .noneMatch(port -> port.path("port").asInt(0) == called.port());
    }

    private static Optional<Lack> portless(Called called) {
        return lack("%s has no port %d, at which it calls".formatted(called, called.port()), true);
    }

    private static Optional<Lack> lack(String how, boolean certain) {
        return Optional.of(new Lack(how, certain));
    }
}
