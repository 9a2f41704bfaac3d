package io.kspec.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One process of this machine, told apart from a later one with the same number by when it began.
///
/// @param pid its number
/// @param began when it began, exact and without blanks: clock ticks since boot where `/proc` says so, because
///     the wall clock may be set; elsewhere milliseconds of the wall clock
record ProcessIdentity(long pid, String began) {
    private static final int STATE = 0;
    private static final int START_TIME = 19;

    /// Empty if there is no such process, or only what is left of an ended one.
    static Optional<ProcessIdentity> of(long pid) {
        Path stat = Path.of("/proc/%d/stat".formatted(pid));
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return ofHandle(pid);
        }
        try {
            return ofStat(pid, Files.readString(stat));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static ProcessIdentity ofThisProcess() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /// From the text of `/proc/<pid>/stat`. The second field, the name in parentheses, may itself contain both
    /// blanks and parentheses, so fields count from the last one. A zombie has ended.
    static Optional<ProcessIdentity> ofStat(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START_TIME || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(pid, "ticks:" + fields[START_TIME]));
    }

    private static Optional<ProcessIdentity> ofHandle(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, "millis:" + start.toEpochMilli()));
    }

    boolean isRunning() {
        return of(pid).filter(this::equals).isPresent();
    }

    /// Ends it at once, if it is still the same process.
    void kill() {
        if (isRunning()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
