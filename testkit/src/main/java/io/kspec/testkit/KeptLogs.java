package io.kspec.testkit;

import io.kspec.local.LocalKubernetesException;
import java.io.Serial;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/// A note on a test's failure that says where the servers' logs are. Not a failure of its own, so it has no stack
/// trace.
final class KeptLogs extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Path DIRECTORY = Path.of("target", "kube-logs");

    private KeptLogs(String message) {
        super(message, null, false, false);
    }

    /// The same failure, with the note among its suppressed exceptions. A test that was only skipped gets none.
    static Throwable of(ExtensionContext context, Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            Clusters.startedFor(context).ifPresent(cluster -> {
                Path kept = DIRECTORY.resolve(TestTitle.of(context)).toAbsolutePath();
                try {
                    cluster.copyLogs(kept);
                    failure.addSuppressed(new KeptLogs("the servers' logs are kept in " + kept));
                } catch (LocalKubernetesException unkept) {
                    failure.addSuppressed(unkept);
                }
            });
        }
        return failure;
    }
}
