package io.kspec.acceptance.fault;

import io.kspec.local.LocalKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A replica of the operator as a process of its own, which can be killed. It ends with its cluster.
///
/// @param name of its pod
/// @param out its standard output, where audit records go
record OperatorProcess(String name, Process process, Path out) {
    /// A replica with native policies, which are the same whoever writes them, and a Lease of three seconds.
    static OperatorProcess start(LocalKubernetes cluster, Path folder, String name) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx160m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.kspec.operator.Main"));
        command.addAll(List.of("--kubeconfig=" + cluster.kubeconfig(), "--pod-name=" + name));
        command.addAll(List.of("--enable-webhooks=false", "--metrics-bind-address=0"));
        command.addAll(List.of("--health-probe-bind-address=127.0.0.1:0", "--log-format=json"));
        command.addAll(List.of("--leader-election-lease-duration=3s", "--leader-election-renew-deadline=2s"));
        command.add("--leader-election-retry-period=500ms");
        Path out = folder.resolve(name + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve(name + ".err").toFile())
                    .start();
            cluster.endsWithIt(process, "operator");
            return new OperatorProcess(name, process, out);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /// How many writes to the API it has recorded.
    long writes() {
        try {
            return Files.readString(out)
                    .lines()
                    .filter(line -> line.contains("\"io.kspec.api.write\""))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
