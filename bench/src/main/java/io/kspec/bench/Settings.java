package io.kspec.bench;

import io.kspec.bench.result.Machine;
import java.nio.file.Path;

/// What every benchmark is told.
///
/// @param home the checkout, built
/// @param commit what is checked out there
/// @param cores of the machine
/// @param results the directory that gets the results
/// @param quick whether it is only tried out: everything happens, only shorter and less often
public record Settings(Path home, String commit, int cores, Path results, boolean quick) {
    public Machine machine(String kubernetes) {
        return Machine.here(cores, kubernetes);
    }

    /// The first when it is only tried out, else the second.
    public int times(int quickly, int properly) {
        return quick ? quickly : properly;
    }
}
