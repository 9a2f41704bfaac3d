package io.kspec.server.operator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/// Who knows where operators run. The feature that keeps clusters answers.
public interface OperatorPlaces {
    /// How many clusters run each of them; absent is none.
    Map<String, Integer> counts(DSLContext transaction, Collection<String> operators);

    /// Where one runs, by the cluster's name.
    List<Place> of(DSLContext transaction, String operator);

    /// One cluster that runs it. `health` is a word of the API, such as `Healthy`.
    record Place(String clusterName, String version, String health, Instant deployedAt) {}
}
