package io.kspec.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a process number means something: one container, or the host itself, until the host is restarted.
///
/// A cache directory may be shared by several of them (a mounted home, a development container). The processes of
/// another one cannot be seen from here, so nothing may be concluded from not finding them.
///
/// @param host its name, without blanks
/// @param boot differs after each restart of the host, without blanks; `unknown` where it cannot be read
/// @param processes the name of the process namespace, without blanks; `unknown` where there is no such thing
record Machine(String host, String boot, String processes) {
    static Machine here() {
        return new Machine(
                clean(hostName()), clean(read(Path.of("/proc/sys/kernel/random/boot_id"))), clean(processNamespace()));
    }

    /// Whether the other's process numbers can be looked up on this one.
    boolean sees(Machine other) {
        return boot.equals(other.boot) && processes.equals(other.processes);
    }

    /// Whether the other is this one before its last restart, so that none of its processes can still run.
    boolean isRestarted(Machine other) {
        return host.equals(other.host) && !boot.equals(other.boot);
    }

    private static String hostName() {
        String name = read(Path.of("/proc/sys/kernel/hostname"));
        if (!name.equals("unknown")) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException unnamed) {
            return "unknown";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException none) {
            return "unknown";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "unknown";
        }
    }

    private static String clean(String text) {
        return text.strip().replaceAll("\\s+", "_");
    }
}
