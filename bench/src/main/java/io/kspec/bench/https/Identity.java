package io.kspec.bench.https;

import io.kspec.bench.BenchmarkFailed;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A key and a certificate for 127.0.0.1, signed by itself.
///
/// @param store PKCS #12
/// @param certificate PEM
public record Identity(Path store, String certificate) {
    private static final String PASSWORD = "loopback";

    /// Made by the `keytool` of this virtual machine.
    public static Identity make(Path directory) throws InterruptedException {
        Path store = directory.resolve("loopback.p12");
        try {
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-alias",
                            "loopback",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=127.0.0.1",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-ext",
                            "bc=ca:true"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new BenchmarkFailed("keytool made no certificate: " + said);
            }
            return new Identity(store, certificate(store));
        } catch (IOException refused) {
            throw new UncheckedIOException("keytool could not be run", refused);
        }
    }

    private static String certificate(Path store) throws IOException {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            byte[] certificate = keys.getCertificate("loopback").getEncoded();
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate));
        } catch (GeneralSecurityException unreadable) {
            throw new BenchmarkFailed("keytool's certificate cannot be read: " + unreadable.getMessage());
        }
    }

    PfxOptions options() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }
}
