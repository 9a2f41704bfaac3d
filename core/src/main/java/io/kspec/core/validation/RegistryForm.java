package io.kspec.core.validation;

import io.kspec.core.image.RegistryPattern;
import java.util.Optional;

/// How registries are written, for those that are written otherwise. What the rules can match decides; this only
/// adds that the first part must be a host, and says what to write instead.
///
/// A host holds a dot or a port, or is `localhost`: anything else in front of an image is a path of the default
/// registry, as container runtimes read it.
final class RegistryForm {
    private RegistryForm() {}

    /// What is to be done about a registry that has none of the forms; empty when it has one.
    static Optional<String> remedyFor(String registry) {
        Optional<RegistryPattern> pattern = RegistryPattern.of(registry);
        if (pattern.isEmpty()) {
            return Optional.of(remedyForUnreadable(registry));
        }
        return namesHost(pattern.get())
                ? Optional.empty()
                : Optional.of("%s has neither dot nor port and so is no host: write \"docker.io/%s\" if that is meant."
                        .formatted(pattern.get().host(), registry));
    }

    private static boolean namesHost(RegistryPattern pattern) {
        return pattern.subdomains()
                || !pattern.port().isEmpty()
                || pattern.host().indexOf('.') >= 0
                || pattern.host().startsWith("[")
                || pattern.host().equals("localhost");
    }

    private static String remedyForUnreadable(String registry) {
        int scheme = registry.indexOf("://");
        if (scheme >= 0) {
            return "Leave out the scheme: write \"%s\".".formatted(registry.substring(scheme + 3));
        }
        if (registry.endsWith("/")) {
            return "Leave out the slash at the end: write \"%s\"."
                    .formatted(registry.substring(0, registry.length() - 1));
        }
        if (registry.indexOf('*') >= 0) {
            return "A * stands for host labels in front (*.example.com), or for the rest of a path at the end"
                    + " (example.com/team/*).";
        }
        int slash = registry.indexOf('/');
        return slash >= 0 && (registry.indexOf('@') >= 0 || registry.indexOf(':', slash) >= 0)
                ? "Name the registry or repository only, without tag and digest."
                : "Write host, *.host, host/path or host/path/*.";
    }
}
