package io.kspec.bench.drift;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The time in which a cluster was unguarded, as probes sent one after the other saw it.
///
/// ```
/// deleted   refused   admitted  admitted  restored  refused   refused …
///    |---------|---------|---------|---------|---------|---------|
///    |<------------------ length --------------------->|
///          not yet known                          ends the gap
/// ```
/// The API server learns late of a deletion and goes on refusing for a moment. So only a probe ends the gap that was
/// sent after the registration was seen again, was refused, and is followed by refusals alone. It never flatters: a
/// guard that was back between two probes counts from the answer to the second.
///
/// @param length from the answered deletion to the refusal that ends the gap, in nanoseconds
/// @param slipped how many probes were admitted
record Gap(long length, long slipped) {
    /// A pod that was asked for.
    ///
    /// @param sent before it was sent, in nanoseconds
    /// @param answered when its answer was there
    record Probe(long sent, long answered, boolean admitted) {}

    /// @param probes in the order in which they were sent
    /// @throws java.util.NoSuchElementException when no probe ended the gap
    static Gap of(long deleted, long restored, List<Probe> probes) {
        OptionalInt lastAdmitted = IntStream.range(0, probes.size())
                .filter(i -> probes.get(i).admitted())
                .max();
        Probe end = probes.stream()
                .skip(lastAdmitted.orElse(-1) + 1L)
                .filter(probe -> probe.sent() - restored >= 0)
                .findFirst()
                .orElseThrow();
        return new Gap(
                end.answered() - deleted,
                probes.stream().filter(Probe::admitted).count());
    }
}
