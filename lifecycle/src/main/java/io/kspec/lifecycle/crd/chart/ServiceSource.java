package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import java.util.Optional;

/// Where Services are looked up that a chart calls and does not bring: a cluster.
public interface ServiceSource {
    /// One by its name; empty where there is none.
    Reading<Optional<LiveService>> look(String namespace, String name);

    /// For a person, as in `on shop-1`.
    String name();

    /// A Service as it is there.
    ///
    /// @param json  the object
    /// @param ready whether an endpoint of it is ready
    record LiveService(JsonNode json, boolean ready) {}
}
