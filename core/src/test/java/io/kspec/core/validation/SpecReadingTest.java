package io.kspec.core.validation;

import static io.kspec.core.validation.Specs.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.spec.AuthMode;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.PodSecurityLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpecReadingTest {
    @Test
    void anEmptySpecDemandsNothingAndIsRead() {
        assertThat(Specs.spec("{}").mode()).isEqualTo(Mode.MONITOR);
    }

    @Test
    void sectionsWithoutContentAreAbsent() {
        assertThat(Specs.spec("{workloads: null, rules: null}").workloads()).isNull();
    }

    @Test
    void wordsAndListsAreRead() {
        var spec = Specs.spec("{podSecurity: {enforce: restricted}, kubernetes: {excludedVersions: ['1.30']}}");

        assertThat(spec.podSecurity().enforce()).isEqualTo(PodSecurityLevel.RESTRICTED);
        assertThat(spec.kubernetes().excludedVersions()).containsExactly("1.30");
    }

    @Test
    void anUnknownFieldIsNamedWithTheNearestKnownOne() {
        assertThat(unreadable("{network: {defaultDenyIngres: true}}"))
                .containsExactly("spec.network.defaultDenyIngres: there is no such field."
                        + " Did you mean defaultDenyIngress?");
    }

    @Test
    void anUnknownFieldLikeNoOtherIsToldWhatThereIs() {
        assertThat(unreadable("{observability: {tracingEverywhere: true}}"))
                .containsExactly("spec.observability.tracingEverywhere: there is no such field."
                        + " Known here: metrics, logging.");
    }

    @Test
    void aNumberWhereTextBelongsIsAskedToBeQuoted() {
        assertThat(unreadable("{kubernetes: {minVersion: 1.3}}"))
                .containsExactly("spec.kubernetes.minVersion: 1.3 is a number, not text. Put it in quotes: \"1.3\".");
    }

    @Test
    void aListWhereTextBelongsIsRefused() {
        assertThat(unreadable("{kubernetes: {minVersion: []}}"))
                .singleElement()
                .asString()
                .startsWith("spec.kubernetes.minVersion: is a list, not text. Write text. Oldest version");
    }

    @Test
    void textWhereTrueOrFalseBelongsIsRefused() {
        assertThat(unreadable("{rbac: {disallowClusterAdminBindings: 'yes'}}"))
                .containsExactly("spec.rbac.disallowClusterAdminBindings: \"yes\" is text, not true or false."
                        + " Write true or false, without quotes.");
    }

    @Test
    void aFractionWhereAWholeNumberBelongsIsRefused() {
        assertThat(unreadable("{webhooks: {timeoutSeconds: 2.5}}"))
                .containsExactly("spec.webhooks.timeoutSeconds: 2.5 is a number, not a whole number."
                        + " Write a whole number, without quotes.");
    }

    @Test
    void aNumberOutsideItsBoundsIsRefused() {
        assertThat(unreadable("{webhooks: {timeoutSeconds: 31}}"))
                .containsExactly("spec.webhooks.timeoutSeconds: 31 is too large. Write at most 30.");
        assertThat(unreadable("{network: {disallowedPorts: [0]}}"))
                .containsExactly("spec.network.disallowedPorts[0]: 0 is too small. Write at least 1.");
    }

    @Test
    void aWordThatIsNotAllowedIsToldTheAllowedOnes() {
        assertThat(unreadable("{enforcement: {mode: enforced}}"))
                .containsExactly("spec.enforcement.mode: \"enforced\" is not allowed."
                        + " Write monitor, audit or enforce. Did you mean enforce?");
        assertThat(unreadable("{enforcement: {mode: 3}}"))
                .containsExactly("spec.enforcement.mode: 3 is a number, not a word. Write monitor, audit or enforce.");
        assertThat(unreadable("{rules: [{name: a, expression: 'true', severity: bad}]}"))
                .containsExactly(
                        "spec.rules[0].severity: \"bad\" is not allowed." + " Write Low, Medium, High or Critical.");
    }

    /// What kubectl makes of `nativePolicies: Off`.
    @Test
    void aBooleanWhereAWordBelongsIsToldOfQuotes() {
        assertThat(unreadable("{enforcement: {nativePolicies: false}}"))
                .containsExactly("spec.enforcement.nativePolicies: false is a boolean, not a word."
                        + " Write Deny, Audit or Off. Off and On need quotes in YAML.");
    }

    @Test
    void aRequiredFieldThatIsMissingIsExplained() {
        assertThat(unreadable("{workloads: {containers: {required: [{value: true}]}}}"))
                .singleElement()
                .asString()
                .startsWith("spec.workloads.containers.required[0].key: is missing. Write it: Dotted path");
    }

    @Test
    void anObjectWhereAListBelongsIsRefused() {
        assertThat(unreadable("{rules: {name: a}}"))
                .singleElement()
                .asString()
                .startsWith("spec.rules: is an object, not a list.");
    }

    @Test
    void textWhereAnObjectBelongsIsRefused() {
        assertThat(unreadable("{observability: all}"))
                .containsExactly("spec.observability: \"all\" is text, not an object. Write metrics, logging.");
        assertThat(unreadable("{clusterSelector: {matchLabels: prod}}"))
                .singleElement()
                .asString()
                .startsWith("spec.clusterSelector.matchLabels: \"prod\" is text, not a map.");
    }

    @Test
    void anEmptyEntryOfAListIsRefused() {
        assertThat(unreadable("{kubernetes: {excludedVersions: [null]}}"))
                .containsExactly("spec.kubernetes.excludedVersions[0]: is empty. Write a value, or remove the entry.");
    }

    @Test
    void anEntryOfAMapIsCheckedToo() {
        assertThat(unreadable("{clusterSelector: {matchLabels: {env: 3}}}"))
                .containsExactly(
                        "spec.clusterSelector.matchLabels.env: 3 is a number, not text." + " Put it in quotes: \"3\".");
    }

    @Test
    void textOfTheWrongFormOrLengthIsRefused() {
        assertThat(unreadable("{version: one}"))
                .singleElement()
                .asString()
                .startsWith("spec.version: \"one\" does not have the form ^(0|");
        assertThat(unreadable("{version: '1.2.3-%s'}".formatted("a".repeat(200))))
                .containsExactly("spec.version: has 206 characters. At most 128 are allowed.");
        assertThat(unreadable("{alertConfigs: ['']}"))
                .containsExactly("spec.alertConfigs[0]: has 0 characters. Allowed are 1 to 253.");
    }

    @Test
    void aDurationInAnotherFormIsTranslated() {
        assertThat(unreadable("{timeBasedActivation: {schedule: '0 8 * * *', duration: PT1H30M}}"))
                .containsExactly("spec.timeBasedActivation.duration: \"PT1H30M\" is no duration."
                        + " ISO 8601 is not read here: write 1h30m.");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThat(unreadable("{version: one, netwrk: {}, enforcement: {mode: x}}"))
                .hasSize(3);
    }

    @Test
    void somethingElseThanAnObjectIsRefused() {
        assertThat(unreadable("[]")).singleElement().asString().startsWith("spec: is a list, not an object.");
        assertThat(unreadable("'text'")).hasSize(1);
    }

    @Test
    void theSpecOfATargetIsReadTheSameWay() {
        var json = Specs.tree("{authMode: token, apiServerURL: 'https://a', tokenSecretRef: {name: t}}");

        assertThat(SpecReading.of(ClusterTargetSpec.class, json, Specs.SPEC))
                .isInstanceOfSatisfying(
                        SpecReading.Read.class, read -> assertThat(((ClusterTargetSpec) read.value()).authMode())
                                .isEqualTo(AuthMode.TOKEN));
        assertThat(SpecReading.of(ClusterTargetSpec.class, Specs.tree("{authMod: token}"), Specs.SPEC))
                .isInstanceOfSatisfying(
                        SpecReading.Unreadable.class,
                        refused -> assertThat((List<?>) refused.problems()).hasSize(2));
    }
}
