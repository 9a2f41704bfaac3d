package io.kspec.operator.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Serving certificates for tests in other packages.
public final class TestCertificates {
    private TestCertificates() {}

    /// A fresh authority's certificate for `127.0.0.1`, good for a day.
    public static ServingCertificate fresh() {
        Instant now = Instant.now();
        CertificateAuthority authority = CertificateAuthority.found(now);
        return ServingCertificate.of(
                authority.issue(List.of("localhost"), List.of("127.0.0.1"), now, Duration.ofDays(1)), authority.root());
    }

    /// Several of one authority, as renewals are.
    public static List<ServingCertificate> renewals(int count) {
        Instant now = Instant.now();
        CertificateAuthority authority = CertificateAuthority.found(now);
        return Stream.generate(() -> ServingCertificate.of(
                        authority.issue(List.of("localhost"), List.of("127.0.0.1"), now, Duration.ofDays(1)),
                        authority.root()))
                .limit(count)
                .toList();
    }
}
