package io.kspec.core.validation;

import java.util.Optional;
import java.util.regex.Pattern;

/// The four forms in which registries are written: `host`, `*.host`, `host/path` and `host/path/*`.
///
/// A host holds a dot or a port, or is `localhost`: anything else in front of an image is a path of the default
/// registry, as container runtimes read it.
final class RegistryForm {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String PART = "[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*";
    private static final Pattern HOST = Pattern.compile("([*][.])*" + LABEL + "([.]" + LABEL + ")*(:[0-9]{1,5})?");
    private static final Pattern PATH = Pattern.compile(PART + "(/" + PART + ")*(/[*])?|[*]");
    private static final int LONGEST = 512;

    private RegistryForm() {}

    /// What is to be done about a registry that has none of the forms; empty when it has one.
    static Optional<String> remedyFor(String registry) {
        if (registry.isEmpty() || registry.length() > LONGEST) {
            return Optional.of("Write host, *.host, host/path or host/path/*.");
        }
        if (registry.contains("://")) {
            return Optional.of(
                    "Leave out the scheme: write \"%s\".".formatted(registry.substring(registry.indexOf("://") + 3)));
        }
        if (registry.endsWith("/")) {
            return Optional.of("Leave out the slash at the end: write \"%s\"."
                    .formatted(registry.substring(0, registry.length() - 1)));
        }
        int slash = registry.indexOf('/');
        String host = slash < 0 ? registry : registry.substring(0, slash);
        boolean path = slash < 0 || PATH.matcher(registry.substring(slash + 1)).matches();
        if (!HOST.matcher(host).matches()) {
            return Optional.of(
                    host.indexOf('*') >= 0
                            ? "A * stands for whole host labels in front (*.example.com), or for the rest of a path at"
                                    + " the end (example.com/team/*)."
                            : "Write the host in lower-case letters, digits, dashes and dots, for example"
                                    + " registry.example.com.");
        }
        if (!path) {
            return Optional.of(
                    registry.indexOf('@') >= 0 || registry.indexOf(':', slash) >= 0
                            ? "Name the registry or repository only, without tag and digest."
                            : "A path is made of lower-case letters, digits and dashes; * may only be its last part.");
        }
        boolean isHost = host.indexOf('.') >= 0 || host.indexOf(':') >= 0 || host.equals("localhost");
        return isHost
                ? Optional.empty()
                : Optional.of("%s has neither dot nor port and so is no host: write \"docker.io/%s\" if that is meant."
                        .formatted(host, registry));
    }
}
