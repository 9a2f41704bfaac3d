package io.kspec.local.kubelet;

import java.util.Optional;

/// When single looks add up to a verdict: as many of one kind in a row as its threshold asks for.
final class ProbeCount {
    private final int successThreshold;
    private final int failureThreshold;
    private boolean well;
    private int inRow;

    /// @param successThreshold 1 or more, @param failureThreshold likewise
    ProbeCount(int successThreshold, int failureThreshold) {
        this.successThreshold = successThreshold;
        this.failureThreshold = failureThreshold;
    }

    /// Whether it is well now; empty while too few looks in a row agree.
    Optional<Boolean> after(boolean look) {
        inRow = inRow > 0 && look == well ? inRow + 1 : 1;
        well = look;
        return inRow >= (look ? successThreshold : failureThreshold) ? Optional.of(look) : Optional.empty();
    }
}
