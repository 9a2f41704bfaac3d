package io.kspec.local;

import java.io.Serial;
import java.nio.file.Path;

/// Another process took the port between our look and our use. Another port will do.
final class PortTakenException extends LocalKubernetesException {
    @Serial
    private static final long serialVersionUID = 1;

    PortTakenException(Component component, Path log) {
        super(
                "the port of %s is in use".formatted(component.program()),
                log.toString(),
                "Stop the process that listens there, or start again.");
    }
}
