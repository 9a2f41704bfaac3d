package io.kspec.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/// Asks one API server whether it is ready. Another server that answers at the same address is not trusted, and
/// so never taken for ours.
final class ReadyProbe {
    private static final int TIMEOUT_MILLIS = 1000;

    private final URI address;
    private final String token;
    private final SSLContext trust;

    ReadyProbe(Kubeconfig kubeconfig) {
        this.address = kubeconfig.server().resolve("/readyz");
        this.token = kubeconfig.token();
        this.trust = trusting(kubeconfig.authority());
    }

    /// False if it says no, says nothing within a second, or cannot be reached.
    boolean isReady() {
        try {
            HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setSSLSocketFactory(trust.getSocketFactory());
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException silent) {
            return false;
        }
    }

    private static SSLContext trusting(String authority) {
        try {
            return Trust.of(authority.getBytes(StandardCharsets.UTF_8));
        } catch (CertificateException broken) {
            throw new LocalKubernetesException(
                    "the API server's certificate cannot be used", "apiserver.crt", "Start again.", broken);
        }
    }
}
