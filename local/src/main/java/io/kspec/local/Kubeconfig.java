package io.kspec.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A kubeconfig with one cluster, one user and one context, all named alike.
///
/// @param server address of the API server
/// @param authority PEM of the certificates that vouch for the server
/// @param user what the context's user is called; the API server goes by the token alone
/// @param token the user's bearer token
record Kubeconfig(URI server, String authority, String user, String token) {

    /// The file's content. Everything in it is quoted, so no value can break the YAML.
    String yaml() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: local
                    cluster:
                      server: "%s"
                      certificate-authority-data: "%s"
                users:
                  - name: "%s"
                    user:
                      token: "%s"
                contexts:
                  - name: local
                    context:
                      cluster: local
                      user: "%s"
                current-context: local
                """.formatted(server, base64(authority), user, token, user);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Kubeconfig[%s at %s]".formatted(user, server);
    }
}
