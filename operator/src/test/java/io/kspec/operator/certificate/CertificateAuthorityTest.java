package io.kspec.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aLeafIsSignedByItsAuthorityForTheNamesThatWereAsked() throws Exception {
        CertificateAuthority authority = CertificateAuthority.found(NOW);
        KeyAndCertificate leaf =
                authority.issue(List.of("a.svc", "localhost"), List.of("127.0.0.1"), NOW, Duration.ofDays(90));
        leaf.certificate().verify(authority.root().certificate().getPublicKey());
        assertThat(leaf.certificate().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("a.svc", "localhost", "127.0.0.1");
        assertThat(leaf.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(leaf.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.root().certificate().getBasicConstraints()).isEqualTo(0);
    }

    @Test
    void eachCertificateHasAKeyOfItsOwn() {
        CertificateAuthority authority = CertificateAuthority.found(NOW);
        var first = authority.issue(List.of("a"), List.of(), NOW, Duration.ofDays(1));
        var second = authority.issue(List.of("a"), List.of(), NOW, Duration.ofDays(1));
        assertThat(first.key()).isNotEqualTo(second.key());
        assertThat(first.certificate().getSerialNumber())
                .isNotEqualTo(second.certificate().getSerialNumber());
    }

    @Test
    void pemReadsBackWhatItWrote() {
        KeyAndCertificate root = CertificateAuthority.found(NOW).root();
        assertThat(Pem.read(Pem.of(root.key()), Pem.of(root.certificate()))).contains(root);
    }

    @Test
    void textThatIsNoKeyReadsAsNothing() {
        assertThat(Pem.read("no key", "no certificate")).isEmpty();
    }

    @Test
    void aServingCertificateNeverPrintsItsKey() {
        KeyAndCertificate root = CertificateAuthority.found(NOW).root();
        assertThat(ServingCertificate.of(root, root).toString()).doesNotContain("PRIVATE");
    }
}
