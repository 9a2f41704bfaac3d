package io.kspec.testkit.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A key and its certificate for the webhook of a release, in every namespace that it may be installed in.
///
/// @param store a key store, in base64
/// @param authority the certificate as a `caBundle`, in base64
public record WebhookKeys(String store, String authority) {
    static final String PASSWORD = "not a secret";
    private static final String ALIAS = "webhook";

    /// Makes one.
    public static WebhookKeys of(String release, List<String> namespaces, Path scratch) {
        Path file = scratch.resolve("webhook.p12");
        String names = namespaces.stream()
                .map(namespace -> "dns:%s-webhook.%s.svc".formatted(release, namespace))
                .collect(Collectors.joining(","));
        try {
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + ALIAS,
                            "-ext",
                            "SAN=" + names,
                            "-ext",
                            "bc=ca:true",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString())
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (code != 0) {
                throw new IllegalStateException("keytool ended with %d".formatted(code));
            }
            byte[] certificate = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray())
                    .getCertificate(ALIAS)
                    .getEncoded();
            String pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(certificate));
            return new WebhookKeys(base64(Files.readAllBytes(file)), base64(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the store that keytool made cannot be read", unusable);
        }
    }

    /// As the charts of the sample operator take it.
    public Map<String, ?> values() {
        return Map.of("webhook", Map.of("store", store, "authority", authority));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
