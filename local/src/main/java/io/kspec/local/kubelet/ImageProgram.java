package io.kspec.local.kubelet;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What an image's entry point is on this machine.
///
/// ```java
/// ImageProgram.of("java", "-cp", classPath, "io.kspec.operator.Main")
///         .with(launch -> List.of("--webhook-host=" + launch.podIp()))
/// ```
/// All pods share the machine's ports, but each has an address of its own: let a program listen at `podIp()`, by an
/// argument added here or by a variable the pod itself sets from `status.podIP`. One that listens at all addresses
/// runs once per machine.
@FunctionalInterface
public interface ImageProgram {
    /// The program and all its arguments. Called before each start of a container.
    List<String> words(Launch launch);

    /// A program in place of the image's entry point. As in a container, the pod's `command` replaces it and the
    /// pod's `args` follow.
    static ImageProgram of(String... entryPoint) {
        List<String> program = List.of(entryPoint);
        return launch -> Stream.concat(
                        launch.command().isEmpty() ? program.stream() : launch.command().stream(),
                        launch.arguments().stream())
                .toList();
    }

    /// With further arguments at the end.
    default ImageProgram with(Function<Launch, List<String>> more) {
        return launch -> Stream.concat(words(launch).stream(), more.apply(launch).stream())
                .toList();
    }
}
