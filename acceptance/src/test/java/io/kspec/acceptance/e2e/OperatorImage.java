package io.kspec.acceptance.e2e;

import io.kspec.acceptance.chart.Chart;
import io.kspec.local.kubelet.ImageProgram;
import io.kspec.local.kubelet.Launch;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The operator's image: the jar that the build leaves, started with what the pod says.
///
/// All pods share this machine's ports, each with a loopback address of its own. So where the chart has the operator
/// listen at every interface, it listens at the pod's address here; nothing else of the chart's words is changed.
final class OperatorImage {
    private OperatorImage() {}

    static ImageProgram program() {
        Path target = Chart.ROOT.resolve("operator").resolve("target");
        Path jar = target.resolve("kspec-operator.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "the operator is not built: %s is missing. Build it with make build-operator.".formatted(jar));
        }
        ImageProgram shipped = ImageProgram.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar + File.pathSeparator + target.resolve("lib") + "/*",
                "io.kspec.operator.Main");
        return launch -> Stream.concat(
                        shipped.words(launch).stream().map(word -> atPodIp(word, launch)), webhookHost(launch))
                .toList();
    }

    private static String atPodIp(String word, Launch launch) {
        return word.replaceFirst("^(--[a-z-]+-bind-address=):", "$1" + launch.podIp() + ":");
    }

    /// The hooks are subcommands and serve nothing.
    private static Stream<String> webhookHost(Launch launch) {
        boolean serves = launch.arguments().stream().anyMatch(word -> word.startsWith("--leader-elect="));
        return serves ? Stream.of("--webhook-host=" + launch.podIp()) : Stream.of();
    }
}
