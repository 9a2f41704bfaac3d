package io.kspec.cli.server.client;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Reads where a server is, as people write it: `https://kspec.example.com`.
public final class ServerAddress {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private ServerAddress() {}

    /// Without a slash at its end. Plain http is for this machine only: anybody on the way could read the token.
    public static Step<URI> read(String text) {
        URI address;
        try {
            address = new URI(text.strip().replaceFirst("/+$", ""));
        } catch (URISyntaxException malformed) {
            return wrong(text, "is no address");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !Set.of("http", "https").contains(scheme)) {
            return wrong(text, "is no address of a server");
        }
        if (address.getQuery() != null || address.getFragment() != null || address.getUserInfo() != null) {
            return wrong(address.getHost(), "must stand without user, query and fragment");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(address.getHost().toLowerCase(Locale.ROOT))) {
            return wrong(text, "would send the token for everybody to read");
        }
        return Step.next(address);
    }

    private static Step<URI> wrong(String text, String what) {
        return Step.stop(
                ExitCode.USAGE,
                "\"%s\" %s (--server). Write https://HOST[:PORT]; http:// only for localhost.".formatted(text, what));
    }
}
