package io.kspec.server.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Decides before the start how the server listens, from `kspec.tls.certificate` with `kspec.tls.key` (PEM files),
/// else from `kspec.tls.directory`, where it makes its own. Without any of them it speaks plain HTTP: only for a
/// proxy in front of it that does not.
public final class Transport {
    private Transport() {}

    /// What Quarkus must be told. A certificate of its own that ends within a week is made anew.
    public static Map<String, String> settings(Function<String, Optional<String>> setting, Instant now) {
        Optional<Path> certificate = setting.apply("kspec.tls.certificate").map(Path::of);
        Optional<Path> key = setting.apply("kspec.tls.key").map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalStateException(
                    "Only one of kspec.tls.certificate and kspec.tls.key is set. Set both, to PEM files.");
        }
        if (certificate.isPresent()) {
            return tls(certificate.get(), key.orElseThrow(), setting);
        }
        return setting.apply("kspec.tls.directory")
                .map(Path::of)
                .map(directory -> own(directory, setting, now))
                .orElse(Map.of());
    }

    private static Map<String, String> own(Path directory, Function<String, Optional<String>> setting, Instant now) {
        Path certificate = directory.resolve("tls.crt");
        Path key = directory.resolve("tls.key");
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException("kspec.tls.directory: %s cannot be made".formatted(directory), refused);
        }
        if (!Files.exists(key) || !Validity.lasts(certificate, now)) {
            OwnCertificate.write(certificate, key, names(setting), now);
        }
        return tls(certificate, key, setting);
    }

    private static List<String> names(Function<String, Optional<String>> setting) {
        Stream<String> more = setting.apply("kspec.tls.names").stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
        return Stream.concat(Stream.of("localhost", "127.0.0.1", "::1", hostName()), more)
                .distinct()
                .toList();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    private static Map<String, String> tls(Path certificate, Path key, Function<String, Optional<String>> setting) {
        // Of the API's port only: the management port stays plain, for probes and scrapes.
        return Map.of(
                "quarkus.http.ssl.certificate.files",
                certificate.toString(),
                "quarkus.http.ssl.certificate.key-files",
                key.toString(),
                "quarkus.http.ssl.certificate.reload-period",
                "1h",
                "quarkus.http.ssl.protocols",
                "TLSv1.3,TLSv1.2",
                "quarkus.http.insecure-requests",
                "disabled",
                "quarkus.http.ssl-port",
                setting.apply("kspec.http.port").orElse("8080"));
    }
}
