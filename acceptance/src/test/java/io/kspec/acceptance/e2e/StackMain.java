package io.kspec.acceptance.e2e;

import io.kspec.acceptance.chart.Chart;
import io.kspec.local.Deadline;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.kubelet.LoopbackProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A local cluster for `acceptance/full_stack_test.sh`: prints where its kubeconfig is and stays until standard input
/// ends. The Service of admission is reached as soon as it exists.
@SuppressWarnings("ClosingStandardOutputStreams") // the stack is closed, and not where it speaks
final class StackMain {
    private static final Duration A_DAY = Duration.ofDays(1);

    private StackMain() {}

    public static void main(String[] arguments) throws IOException {
        Path scratch = Files.createTempDirectory("kspec-full-stack-");
        try (Stack stack = Stack.start(scratch, System.err::println)) {
            System.out.printf(
                    "KUBECONFIG=%s%nBIN=%s%nCHART=%s%n",
                    stack.cluster().kubeconfig(), stack.cluster().bin(), Chart.FOLDER);
            System.out.flush();
            Thread.ofPlatform().daemon().name("services").start(() -> proxy(stack));
            while (System.in.read() >= 0) {
                // whatever is written is of no interest
            }
        }
    }

    /// Stays open until the process ends.
    private static void proxy(Stack stack) {
        Deadline.in(A_DAY)
                .await(() -> opened(stack))
                .ifPresentOrElse(
                        proxy -> System.err.println("admission is reached at " + proxy.address()),
                        () -> System.err.println("no Service of admission was made"));
    }

    private static Optional<LoopbackProxy> opened(Stack stack) {
        try {
            return Optional.of(stack.webhookService());
        } catch (LocalKubernetesException notYet) {
            return Optional.empty();
        }
    }
}
