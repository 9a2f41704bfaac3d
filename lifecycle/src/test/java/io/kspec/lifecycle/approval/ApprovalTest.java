package io.kspec.lifecycle.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.approval.Approval.Outcome;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApprovalTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Person ADAM = new Person("adam", Set.of(Role.ADMIN), Set.of());
    private static final Person ANNA = new Person("anna", Set.of(Role.ADMIN), Set.of());
    private static final Person OWNER =
            new Person("olaf", Set.of(Role.ENVIRONMENT_OWNER), Set.of(Environment.PRODUCTION));
    private static final Person OTHER_OWNER =
            new Person("otto", Set.of(Role.ENVIRONMENT_OWNER), Set.of(Environment.STAGING));
    private static final Person OPERATOR = new Person("olga", Set.of(Role.OPERATOR), Set.of());

    @Test
    void anUpgradeInProductionNeedsTwoConsentsAndABreakingOneThree() {
        assertThat(kinds(true, false, false, Environment.DEVELOPMENT, Environment.PRODUCTION))
                .containsExactly(ApprovalKind.OPERATOR_VERSION_UPGRADE, ApprovalKind.PRODUCTION_DEPLOYMENT);
        assertThat(kinds(true, true, false, Environment.PRODUCTION)).hasSize(3);
    }

    @Test
    void aFirstInstallationInProductionNeedsOne() {
        assertThat(kinds(false, false, false, Environment.PRODUCTION))
                .containsExactly(ApprovalKind.PRODUCTION_DEPLOYMENT);
    }

    @Test
    void outsideProductionOnlyPossibleLossNeedsConsentAndThatOfTwo() {
        assertThat(kinds(true, true, false, Environment.STAGING)).isEmpty();
        List<Need> needs = Approvals.needed(
                new Need.Facts(List.of(Environment.DEVELOPMENT), true, true, true, false),
                Map.of(ApprovalKind.POSSIBLE_DATA_LOSS, 1));
        assertThat(needs).singleElement().satisfies(need -> assertThat(need.quorum())
                .isEqualTo(2));
    }

    @Test
    void nobodyDecidesTheirOwnRequest() {
        Approval own = asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "adam");
        assertThat(own.approve(ADAM, "digest", "", NOW)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(own.reject(ADAM, "no", NOW)).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void ownersDecideAboutTheirEnvironmentAndAdminsStandIn() {
        Approval deployment = asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "olga");
        assertThat(deployment.approve(OWNER, "digest", "", NOW)).isInstanceOf(Outcome.Changed.class);
        assertThat(deployment.approve(ADAM, "digest", "", NOW)).isInstanceOf(Outcome.Changed.class);
        assertThat(deployment.approve(OTHER_OWNER, "digest", "", NOW)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "x").approve(OPERATOR, "digest", "", NOW))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(asked(ApprovalKind.OPERATOR_VERSION_UPGRADE, 1, "olga").approve(OWNER, "digest", "", NOW))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void aQuorumNeedsDifferentPeople() {
        Approval first = next(asked(ApprovalKind.POSSIBLE_DATA_LOSS, 2, "olga").approve(ADAM, "digest", "", NOW));
        assertThat(first.state()).isEqualTo(ApprovalState.PENDING);
        assertThat(first.approve(ADAM, "digest", "", NOW)).isInstanceOf(Outcome.Same.class);
        assertThat(next(first.approve(ANNA, "digest", "", NOW)).state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void oneRefusalEndsItEvenAfterAConsent() {
        Approval first = next(asked(ApprovalKind.POSSIBLE_DATA_LOSS, 2, "olga").approve(ADAM, "digest", "", NOW));
        Approval rejected = next(first.reject(ANNA, "too early", NOW));
        assertThat(rejected.state()).isEqualTo(ApprovalState.REJECTED);
        assertThat(rejected.reject(ANNA, "too early", NOW)).isInstanceOf(Outcome.Same.class);
        assertThat(rejected.approve(ANNA, "digest", "", NOW)).isInstanceOf(Outcome.TooLate.class);
        assertThat(rejected.approve(ADAM, "digest", "", NOW)).isInstanceOf(Outcome.TooLate.class);
    }

    @Test
    void fromItsExpiryOnItCanOnlyExpire() {
        Approval pending = asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "olga");
        Instant end = pending.expiresAt();
        assertThat(pending.expire(end.minusNanos(1))).isInstanceOf(Outcome.Same.class);
        assertThat(pending.approve(ADAM, "digest", "", end)).isInstanceOf(Outcome.TooLate.class);
        assertThat(next(pending.expire(end)).state()).isEqualTo(ApprovalState.EXPIRED);
    }

    @Test
    void consentAndCancellationAtOnceHaveOneOutcome() {
        Approval pending = asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "olga");
        Approval approved = next(pending.approve(ADAM, "digest", "", NOW));
        Approval cancelled = next(pending.cancel("olga", "changed her mind", NOW));
        assertThat(approved.cancel("olga", "changed her mind", NOW)).isInstanceOf(Outcome.TooLate.class);
        assertThat(cancelled.approve(ADAM, "digest", "", NOW)).isInstanceOf(Outcome.TooLate.class);
    }

    @Test
    void whatWasReviewedMustBeWhatIsAsked() {
        assertThat(asked(ApprovalKind.PRODUCTION_DEPLOYMENT, 1, "olga").approve(ADAM, "older", "", NOW))
                .isInstanceOf(Outcome.TooLate.class);
    }

    @Test
    void theDigestChangesWithEverythingThatIsReviewedAndNotWithTheOrderOfClusters() {
        String digest = review("2.0.0", "values", Strategy.Direct.defaults(), "a", "b");
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(review("2.0.0", "values", Strategy.Direct.defaults(), "b", "a"))
                .isEqualTo(digest);
        assertThat(List.of(
                        review("2.0.1", "values", Strategy.Direct.defaults(), "a", "b"),
                        review("2.0.0", "others", Strategy.Direct.defaults(), "a", "b"),
                        review("2.0.0", "values", new Strategy.Direct(9, false, Duration.ofMinutes(5)), "a", "b"),
                        review("2.0.0", "values", Strategy.Canary.defaults(), "a", "b"),
                        review("2.0.0", "values", Strategy.Direct.defaults(), "a")))
                .doesNotHaveDuplicates()
                .doesNotContain(digest);
    }

    private static String review(String version, String values, Strategy strategy, String... clusters) {
        return new Review("certificates", version, "chart", values, List.of(clusters), strategy, "crds").digest();
    }

    private static List<ApprovalKind> kinds(
            boolean version, boolean breaking, boolean loss, Environment... environments) {
        return Approvals.needed(new Need.Facts(List.of(environments), version, breaking, loss, false), Map.of())
                .stream()
                .map(Need::approval)
                .toList();
    }

    private static Approval asked(ApprovalKind kind, int quorum, String by) {
        Need need = new Need(kind, Environment.PRODUCTION, quorum, "because");
        return Approval.request(need, "digest", by, NOW.plus(Duration.ofHours(24)));
    }

    private static Approval next(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return ((Outcome.Changed) outcome).next();
    }
}
