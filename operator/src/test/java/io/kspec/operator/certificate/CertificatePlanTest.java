package io.kspec.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.operator.certificate.CertificatePlan.Asking;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificatePlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final CertificateAuthority OURS = CertificateAuthority.found(NOW);
    private static final CertificateAuthority OTHERS = CertificateAuthority.found(NOW);

    @Test
    void whereThereIsNothingAnAuthorityIsFoundedAndACertificateIssued() {
        CertificatePlan plan = plan(Optional.empty(), Optional.empty(), false, CertManagerUse.AUTO, false);
        assertThat(plan.found()).isPresent();
        assertThat(plan.issue()).isPresent();
        assertThat(plan.certManager()).isEqualTo(Asking.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"31,false", "30,true", "0,true", "-1,true"})
    void ourCertificateIsRenewedThirtyDaysBeforeItsEnd(int daysLeft, boolean renewed) {
        CertificatePlan plan = plan(ours(), leaf(OURS, daysLeft), false, CertManagerUse.AUTO, false);
        assertThat(plan.found()).isEmpty();
        assertThat(plan.issue().isPresent()).isEqualTo(renewed);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsReplaced() {
        assertThat(plan(ours(), leaf(OTHERS, 80), false, CertManagerUse.AUTO, false)
                        .issue())
                .contains("its authority is another");
    }

    @ParameterizedTest
    @CsvSource({"31,false", "8,false", "7,true"})
    void whatCertManagerIssuedIsItsOwnToRenewUntilTheLastWeek(int daysLeft, boolean replaced) {
        CertificatePlan plan = plan(ours(), leaf(OTHERS, daysLeft), true, CertManagerUse.AUTO, true);
        assertThat(plan.issue().isPresent()).isEqualTo(replaced);
        assertThat(plan.certManager()).isEqualTo(Asking.TO_ISSUE);
    }

    @Test
    void whereCertManagerIsSwitchedOffItIsToldToStopAndOursTakesOver() {
        CertificatePlan plan = plan(ours(), leaf(OTHERS, 80), true, CertManagerUse.FALSE, true);
        assertThat(plan.issue()).isPresent();
        assertThat(plan.certManager()).isEqualTo(Asking.TO_STOP);
    }

    @Test
    void whereItsApiIsGoneOursTakesOverButNotWhereThatCouldNotBeRead() {
        assertThat(plan(ours(), leaf(OTHERS, 80), true, CertManagerUse.AUTO, false)
                        .issue())
                .isPresent();
        CertificatePlan unread = CertificatePlan.of(
                new CertificatePlan.Observed(ours(), leaf(OTHERS, 80), true, CertManagerUse.AUTO, Optional.empty()),
                NOW);
        assertThat(unread.issue()).isEmpty();
        assertThat(unread.certManager()).isEqualTo(Asking.NOTHING);
    }

    @Test
    void theFormerAuthorityIsTrustedBesideTheNewOneForAWhile() {
        X509Certificate old = OTHERS.root().certificate();
        X509Certificate fresh = OURS.root().certificate();
        Trust first = Trust.NOBODY.seeing(List.of(old), NOW);
        Trust both = first.seeing(List.of(fresh), NOW.plusSeconds(10));
        assertThat(both.all(NOW.plusSeconds(10))).containsExactly(fresh, old);
        assertThat(both.seeing(List.of(fresh), NOW.plusSeconds(20))).isEqualTo(both);
        Instant later = NOW.plusSeconds(10).plus(Trust.OVERLAP);
        assertThat(both.seeing(List.of(fresh), later).former()).isEmpty();
        assertThat(both.all(later)).containsExactly(fresh);
    }

    @Test
    void aCertificateThatEndsWithinAWeekIsExpiring() {
        assertThat(state(Duration.ofDays(8), Optional.empty(), Optional.empty(), Optional.empty())
                        .reason())
                .isEqualTo(CertificateState.Reason.ISSUED);
        assertThat(state(Duration.ofDays(7), Optional.empty(), Optional.empty(), Optional.empty())
                        .reason())
                .isEqualTo(CertificateState.Reason.EXPIRING);
    }

    @Test
    void anIssuerThatWasAskedForIsPendingUntilItIssuedAndNotFoundWhenItIsNotThere() {
        Duration months = Duration.ofDays(80);
        assertThat(state(months, Optional.empty(), Optional.of("Issuer/a"), Optional.empty())
                        .reason())
                .isEqualTo(CertificateState.Reason.PENDING);
        CertificateState missing =
                state(months, Optional.empty(), Optional.of("Issuer/a"), Optional.of("there is no Issuer/a"));
        assertThat(missing.reason()).isEqualTo(CertificateState.Reason.ISSUER_NOT_FOUND);
        assertThat(missing.message()).contains("there is no Issuer/a").contains("kspec's own authority");
        CertificateState issued = state(months, Optional.of("Issuer/a"), Optional.of("Issuer/a"), Optional.empty());
        assertThat(issued.reason()).isEqualTo(CertificateState.Reason.ISSUED);
        assertThat(issued.source()).isEqualTo("cert-manager");
    }

    private static CertificateState state(
            Duration left, Optional<String> issuer, Optional<String> expected, Optional<String> missing) {
        return CertificateState.of(new CertificateState.Facts(NOW.plus(left), issuer, expected, missing), NOW);
    }

    private static Optional<KeyAndCertificate> ours() {
        return Optional.of(OURS.root());
    }

    private static Optional<KeyAndCertificate> leaf(CertificateAuthority authority, int daysLeft) {
        return Optional.of(authority.issue(
                List.of("a"), List.of(), NOW.minus(Duration.ofDays(10)), Duration.ofDays(10L + daysLeft)));
    }

    private static CertificatePlan plan(
            Optional<KeyAndCertificate> root,
            Optional<KeyAndCertificate> leaf,
            boolean byCertManager,
            CertManagerUse use,
            boolean served) {
        return CertificatePlan.of(
                new CertificatePlan.Observed(root, leaf, byCertManager, use, Optional.of(served)), NOW);
    }
}
