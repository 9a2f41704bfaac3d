package io.kspec.lifecycle.approval;

import io.kspec.core.digest.Sha256;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.strategy.Strategy;
import java.util.List;

/// Exactly what a consent is given to.
///
/// @param operator its name
/// @param version the version to roll out
/// @param chartDigest of the chart, as its repository gives it
/// @param valuesDigest over the rendered values of every cluster
/// @param clusters names; their order counts for nothing
/// @param strategy with all its fields
/// @param crdDiffDigest over the changes of CRDs and what was concluded from the objects that exist; not over their
///     number, which changes all the time and would ask for every consent again
public record Review(
        String operator,
        String version,
        String chartDigest,
        String valuesDigest,
        List<String> clusters,
        Strategy strategy,
        String crdDiffDigest) {
    public Review {
        clusters = clusters.stream().sorted().toList();
    }

    /// SHA-256 in lower-case hexadecimal over the canonical JSON of this record.
    public String digest() {
        return Sha256.of(Json.write(this));
    }
}
