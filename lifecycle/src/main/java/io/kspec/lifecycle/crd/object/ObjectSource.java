package io.kspec.lifecycle.crd.object;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.util.List;
import java.util.function.Supplier;

/// Where stored objects are seen: a cluster, or files that came from one.
public interface ObjectSource {
    /// The target's name, as messages and [ObjectRef#cluster] call it; may be empty.
    String name();

    /// What its API server forgives.
    Ratcheting ratcheting();

    /// Shows a collector every object of a kind, in one version. Who has to begin again does so with a new collector.
    ///
    /// @param live    the definition as it is there
    /// @param version one that it serves
    Seen read(Crd live, String version, Supplier<EvidenceCollector> begin);

    /// What was seen.
    ///
    /// @param evidence [Evidence#NONE] when nothing could be relied on
    /// @param gaps     why it is not of all objects; empty when it is
    record Seen(Evidence evidence, List<Failure> gaps) {
        public Seen {
            gaps = List.copyOf(gaps);
        }
    }
}
