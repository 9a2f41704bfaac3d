package io.kspec.operator.admission;

import io.kspec.operator.certificate.ServingCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/// The key and certificate that new connections are shown; open ones keep theirs. Replacing Vert.x's own options
/// instead drops the connections that arrive while it builds new ones. Used by many threads.
final class ServedKey extends X509ExtendedKeyManager {
    private final Vertx vertx;
    private volatile Pair current;
    /// A handshake that chose it may still ask for its parts.
    private volatile Pair previous;

    private record Pair(String alias, PrivateKey key, List<X509Certificate> chain) {}

    /// @throws IllegalArgumentException when the PEM of the certificate holds no key pair
    ServedKey(Vertx vertx, ServingCertificate certificate) {
        this.vertx = vertx;
        this.current = pair(certificate, 0);
        this.previous = current;
    }

    /// From the next handshake on.
    ///
    /// @throws IllegalArgumentException when the PEM holds no key pair; the one before is then still served
    synchronized void replace(ServingCertificate certificate) {
        Pair next = pair(certificate, Long.parseLong(current.alias()) + 1);
        previous = current;
        current = next;
    }

    private Pair pair(ServingCertificate certificate, long generation) {
        var pem = new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(certificate.certificate()))
                .setKeyValue(Buffer.buffer(certificate.key()));
        X509KeyManager keys;
        try {
            keys = firstOf(pem.getKeyManagerFactory(vertx).getKeyManagers());
        } catch (Exception unreadable) { // what Vert.x declares
            throw new IllegalArgumentException("the serving certificate cannot be read", unreadable);
        }
        String inner = Stream.of("EC", "RSA", "EdDSA")
                .flatMap(algorithm -> Optional.ofNullable(keys.getServerAliases(algorithm, null)).stream())
                .flatMap(Arrays::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the serving certificate's key is of no known kind"));
        return new Pair(Long.toString(generation), keys.getPrivateKey(inner), List.of(keys.getCertificateChain(inner)));
    }

    private static X509KeyManager firstOf(KeyManager[] managers) {
        return Arrays.stream(managers)
                .filter(X509KeyManager.class::isInstance)
                .map(X509KeyManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the serving certificate holds no key pair"));
    }

    private Optional<Pair> named(String alias) {
        return Stream.of(current, previous)
                .filter(pair -> pair.alias().equals(alias))
                .findFirst();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Pair now = current;
        return now.key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        Pair now = current;
        return now.key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias)
                .map(pair -> pair.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(Pair::key).orElse(null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {current.alias()};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
