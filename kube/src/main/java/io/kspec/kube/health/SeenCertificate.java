package io.kspec.kube.health;

import io.kspec.kube.access.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Judges a server's certificate and goes on whatever it finds: a certificate that is not accepted is what is to be
/// reported, with its end. Nothing secret is sent over such a connection.
final class SeenCertificate extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private volatile @Nullable X509Certificate seen;
    private volatile boolean trusted;

    private SeenCertificate(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /// @param authority a `caBundle`, in base64; empty for those that Java trusts
    static SeenCertificate by(String authority) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authority.isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            factory.init(store(authority));
        }
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager judge) {
                return new SeenCertificate(judge);
            }
        }
        throw new GeneralSecurityException("no trust manager for certificates");
    }

    boolean isTrusted() {
        return trusted;
    }

    Optional<Instant> expiry() {
        return Optional.ofNullable(seen)
                .map(certificate -> certificate.getNotAfter().toInstant());
    }

    private static KeyStore store(String authority) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException("an empty store reads nothing", impossible);
        }
        byte[] pem = Certificates.decoded(authority)
                .orElseThrow(() -> new CertificateException("the authority is no base64"));
        int number = 0;
        for (X509Certificate certificate : Certificates.of(pem)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        if (number == 0) {
            throw new CertificateException("the authority holds no certificate");
        }
        return store;
    }

    private interface Judgement {
        void make() throws CertificateException;
    }

    private void note(X509Certificate[] chain, Judgement judgement) {
        seen = chain[0];
        try {
            judgement.make();
            trusted = true;
        } catch (CertificateException refused) {
            trusted = false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        note(chain, () -> judge.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        note(chain, () -> judge.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        note(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
