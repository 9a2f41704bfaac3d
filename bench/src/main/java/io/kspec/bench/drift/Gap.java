package io.kspec.bench.drift;

import java.util.OptionalLong;

/// The time in which a cluster was unguarded, as probes sent one after the other see it. The API server learns late of
/// a deletion and goes on refusing for a moment: only a refusal after which no probe was admitted ends the gap.
final class Gap {
    private final long from;
    private OptionalLong refusedAgain = OptionalLong.empty();
    private int admitted;

    /// @param from when the deletion was answered
    Gap(long from) {
        this.from = from;
    }

    void admitted() {
        admitted++;
        refusedAgain = OptionalLong.empty();
    }

    /// @param at when the refusal was there
    void refused(long at) {
        if (refusedAgain.isEmpty()) {
            refusedAgain = OptionalLong.of(at);
        }
    }

    /// How many probes slipped through.
    int slipped() {
        return admitted;
    }

    /// For how long all probes have been refused.
    long quiet(long now) {
        return refusedAgain.isPresent() ? now - refusedAgain.getAsLong() : 0;
    }

    /// From the answered deletion to the refusal that lasted.
    ///
    /// @throws java.util.NoSuchElementException when nothing is refused
    long length() {
        return refusedAgain.orElseThrow() - from;
    }
}
