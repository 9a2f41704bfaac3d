package io.kspec.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which processes belong to a cluster, and to whom the cluster belongs: the file `processes` in its directory.
///
/// Lines are only ever added, so a writer killed at any moment leaves at worst one unfinished line, which readers
/// skip:
/// ```
/// owner 4711 ticks:81234 laptop 0b9c5f1e-… pid:[4026531836]
/// process 4720 ticks:81301 etcd
/// process 4721 ticks:81302 kube-apiserver
/// ```
///
/// @param owner the process that started the cluster
/// @param machine where these numbers mean something
/// @param processes what it started, in that order, whether still running or not
record ProcessLedger(ProcessIdentity owner, Machine machine, List<ProcessIdentity> processes) {
    private static final Pattern OWNER = Pattern.compile("owner (\\d+) (\\S+) (\\S+) (\\S+) (\\S+)");
    private static final Pattern PROCESS = Pattern.compile("process (\\d+) (\\S+) \\S+");

    ProcessLedger {
        processes = List.copyOf(processes);
    }

    static Path file(Path directory) {
        return directory.resolve("processes");
    }

    /// Begins the ledger of a new cluster, owned by this process.
    static void open(Path directory) {
        ProcessIdentity owner = ProcessIdentity.ofThisProcess();
        Machine here = Machine.here();
        String line = "owner %d %s %s %s %s\n"
                .formatted(owner.pid(), owner.began(), here.host(), here.boot(), here.processes());
        PrivateFiles.write(file(directory), line);
    }

    /// Adds a process that was just started, under a name without blanks. One that has already ended needs no record.
    static void add(Path directory, long pid, String program) {
        Optional<ProcessIdentity> process = ProcessIdentity.of(pid);
        if (process.isEmpty()) {
            return;
        }
        String line = "process %d %s %s\n".formatted(pid, process.get().began(), program);
        try {
            Files.writeString(file(directory), line, StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw LocalKubernetesException.file("a started process could not be recorded", file(directory), cause);
        }
    }

    /// Empty if the directory has no ledger, or one without an owner.
    static Optional<ProcessLedger> read(Path directory) {
        try {
            return parse(Files.readAllLines(file(directory), StandardCharsets.UTF_8));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    static Optional<ProcessLedger> parse(List<String> lines) {
        List<ProcessIdentity> processes = new ArrayList<>();
        Optional<Matcher> owner = Optional.empty();
        for (String line : lines) {
            Matcher asOwner = OWNER.matcher(line);
            Matcher asProcess = PROCESS.matcher(line);
            if (asOwner.matches()) {
                owner = Optional.of(asOwner);
            } else if (asProcess.matches()) {
                processes.add(identity(asProcess));
            }
        }
        return owner.map(found -> new ProcessLedger(identity(found), machine(found), processes));
    }

    private static Machine machine(Matcher owner) {
        return new Machine(owner.group(3), owner.group(4), owner.group(5));
    }

    private static ProcessIdentity identity(Matcher line) {
        return new ProcessIdentity(Long.parseLong(line.group(1)), line.group(2));
    }
}
