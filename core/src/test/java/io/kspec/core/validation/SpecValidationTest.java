package io.kspec.core.validation;

import static io.kspec.core.validation.Specs.notBuilt;
import static io.kspec.core.validation.Specs.problems;
import static io.kspec.core.validation.Specs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.KubernetesSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecValidationTest {
    private static final String AUDIT = "enforcement: {mode: audit}, ";

    @Test
    void aSpecificationWithAModeAndNothingElseIsSoundWithoutAWord() {
        assertThat(problems("{enforcement: {mode: audit}}")).isEmpty();
        assertThat(warnings("{enforcement: {mode: audit}}")).isEmpty();
    }

    @Test
    void withoutAModeItIsMonitorAndSaysSo() {
        assertThat(warnings("{}"))
                .containsExactly("spec.enforcement.mode: is not set, so the mode is monitor: violations are recorded,"
                        + " nothing is refused. Write mode: monitor, audit or enforce.");
        assertThat(warnings("{enforcement: {enabled: true}}")).hasSize(1);
    }

    @Test
    void aModeThatIsSwitchedOffIsWarnedOf() {
        assertThat(warnings("{enforcement: {enabled: false, mode: enforce}}"))
                .containsExactly("spec.enforcement.enabled: false overrules mode: the mode is monitor."
                        + " Remove enabled, or write mode: monitor.");
        assertThat(warnings("{enforcement: {enabled: false, mode: monitor}}")).isEmpty();
    }

    @Test
    void denyingPoliciesWithoutEnforceAreWarnedOf() {
        assertThat(warnings("{enforcement: {mode: audit, nativePolicies: Deny}}"))
                .hasSize(1);
        assertThat(warnings("{enforcement: {mode: enforce, nativePolicies: Deny}}"))
                .isEmpty();
    }

    @Test
    void enforcementThatNothingCarriesOutIsWarnedOf() {
        assertThat(warnings("{enforcement: {mode: enforce, nativePolicies: Off}, webhooks: {enabled: false}}"))
                .hasSize(1);
        assertThat(warnings("{enforcement: {mode: enforce, nativePolicies: Off}}"))
                .isEmpty();
        assertThat(warnings("{enforcement: {mode: enforce}, webhooks: {enabled: false}}"))
                .isEmpty();
    }

    @Test
    void aLongTimeoutIsReadAsTheLongest() {
        assertThat(warnings("{" + AUDIT + "webhooks: {timeoutSeconds: 11}}"))
                .containsExactly("spec.webhooks.timeoutSeconds: 11 is read as 10, the longest that admission waits."
                        + " Write 1 to 10.");
        assertThat(warnings("{" + AUDIT + "webhooks: {timeoutSeconds: 10}}")).isEmpty();
    }

    @Test
    void boundsThatCrossAreRefused() {
        assertThat(problems("{kubernetes: {minVersion: '1.31', maxVersion: '1.30.4'}}"))
                .containsExactly("spec.kubernetes.minVersion: \"1.31\" is newer than maxVersion \"1.30.4\", so no"
                        + " version is allowed. Write a minVersion that is not newer than maxVersion.");
    }

    @Test
    void aBoundOfTwoPartsCoversItsPatches() {
        assertThat(problems("{kubernetes: {minVersion: '1.30.4', maxVersion: '1.30'}}"))
                .isEmpty();
        assertThat(problems("{kubernetes: {minVersion: '1.9', maxVersion: '1.30'}}"))
                .isEmpty();
    }

    @Test
    void anExcludedVersionOutsideTheBoundsIsWarnedOf() {
        String bounds = "minVersion: '1.28', maxVersion: '1.30'";
        assertThat(warnings("{" + AUDIT + "kubernetes: {" + bounds + ", excludedVersions: ['1.27.9', '1.31']}}"))
                .hasSize(2);
        assertThat(warnings("{" + AUDIT + "kubernetes: {" + bounds + ", excludedVersions: ['1.28', '1.30.5']}}"))
                .isEmpty();
        assertThat(warnings("{" + AUDIT + "kubernetes: {excludedVersions: ['1.27.9']}}"))
                .isEmpty();
    }

    @Test
    void aVersionThatCannotBeReadIsRefused() {
        var stored = kubernetes(new KubernetesSpec("v1.30", "one", List.of("1"), null));

        assertThat(SpecValidation.of(stored).problems().stream().map(SpecProblem::sentence))
                .containsExactly(
                        "spec.kubernetes.minVersion: \"v1.30\" is no version of Kubernetes. Write \"1.30\".",
                        "spec.kubernetes.maxVersion: \"one\" is no version of Kubernetes. Write major.minor or"
                                + " major.minor.patch, for example \"1.30\" or \"1.30.2\".",
                        "spec.kubernetes.excludedVersions[0]: \"1\" is no version of Kubernetes. Write major.minor or"
                                + " major.minor.patch, for example \"1.30\" or \"1.30.2\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com",
                "*.example.com",
                "registry.example.com:5000",
                "localhost",
                "localhost:5000/team",
                "GHCR.io",
                "[::1]:5000",
                "ghcr.io/team/app",
                "ghcr.io/team/*",
                "ghcr.io/*",
                "*.gcr.io/project/*"
            })
    void aRegistryOfAKnownFormIsAccepted(String registry) {
        assertThat(problems("{workloads: {images: {allowedRegistries: ['%s']}}}".formatted(registry)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://ghcr.io   | Leave out the scheme: write "ghcr.io".
                    ghcr.io/          | Leave out the slash at the end: write "ghcr.io".
                    ghcr*.io          | A * stands for host labels in front
                    ghcr.*            | A * stands for host labels in front
                    *                 | A * stands for host labels in front
                    *.*.example.com   | A * stands for host labels in front
                    ghcr.io/*/app     | A * stands for host labels in front
                    ghcr.io/team:1.0  | Name the registry or repository only
                    ghcr.io/a@sha256  | Name the registry or repository only
                    ghcr.io//app      | Write host, *.host, host/path or host/path/*.
                    -ghcr.io          | Write host, *.host, host/path or host/path/*.
                    team/app          | team has neither dot nor port and so is no host: write "docker.io/team/app"
                    """)
    void aRegistryOfAnotherFormIsRefusedWithWhatToWrite(String registry, String remedy) {
        assertThat(problems("{workloads: {images: {blockedRegistries: ['%s']}}}".formatted(registry)))
                .singleElement()
                .asString()
                .startsWith("spec.workloads.images.blockedRegistries[0]: \"%s\" is no registry pattern. %s"
                        .formatted(registry, remedy));
    }

    @Test
    void aRegistryThatIsAllowedAndBlockedIsRefused() {
        assertThat(problems("{workloads: {images: {allowedRegistries: [ghcr.io], blockedRegistries: [ghcr.io]}}}"))
                .containsExactly("spec.workloads.images.blockedRegistries[0]: \"ghcr.io\" is in allowedRegistries as"
                        + " well. Remove it from one of the two lists.");
    }

    @Test
    void aContainerFieldThatDoesNotExistIsRefusedWithTheNearest() {
        assertThat(problems("{workloads: {containers: {required: [{key: runAsNonRoot}]}}}"))
                .containsExactly(
                        "spec.workloads.containers.required[0].key: \"runAsNonRoot\" is no field of a container"
                                + " or pod. Did you mean \"securityContext.runAsNonRoot\"?");
        assertThat(problems("{workloads: {containers: {forbidden: [{key: spaceship.warp.drive}]}}}"))
                .singleElement()
                .asString()
                .endsWith("Write a path such as securityContext.runAsNonRoot or resources.limits.memory.");
    }

    @Test
    void aDemandWithAValueAndForAnyValueContradictsItself() {
        assertThat(problems("{workloads: {containers: {required: [{key: image, value: a, exists: true}]}}}"))
                .containsExactly("spec.workloads.containers.required[0].exists: true means any value, which contradicts"
                        + " value \"a\". Remove value or exists.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: b}", "[1]", "[[a]]"})
    void aValueThatNothingEqualsIsRefused(String value) {
        assertThat(problems("{workloads: {containers: {required: [{key: image, value: %s}]}}}".formatted(value)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "text", "[ALL]", "[]"})
    void aScalarOrAListOfTextIsAccepted(String value) {
        assertThat(problems("{workloads: {containers: {required: [{key: image, value: %s}]}}}".formatted(value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {key: tty}                | {key: tty}                | 1
                    {key: tty, value: true}   | {key: tty}                | 1
                    {key: tty, value: false}  | {key: tty}                | 0
                    {key: tty, exists: true}  | {key: tty}                | 0
                    {key: tty}                | {key: tty, exists: true}  | 1
                    {key: tty, exists: true}  | {key: tty, exists: true}  | 1
                    {key: tty}                | {key: stdin}              | 0
                    """)
    void demandsThatNoContainerCanMeetAreRefused(String required, String forbidden, int problems) {
        assertThat(problems(
                        "{workloads: {containers: {required: [%s], forbidden: [%s]}}}".formatted(required, forbidden)))
                .hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {key: tty, value: true}           | {key: tty, value: false}        | 1
                    {key: tty, value: true}           | {key: tty}                      | 0
                    {key: tty, exists: true}          | {key: tty, value: false}        | 0
                    {key: args, value: [a]}           | {key: args, value: [b]}         | 0
                    """)
    void oneFieldRequiredWithTwoValuesIsRefused(String one, String other, int problems) {
        assertThat(problems("{workloads: {containers: {required: [%s, %s]}}}".formatted(one, other)))
                .hasSize(problems);
    }

    @Test
    void aNamePatternThatDoesNotCompileIsRefused() {
        assertThat(problems(required("'*-kyverno'")))
                .containsExactly("spec.admission.required[0].namePattern: \"*-kyverno\" is no regular expression:"
                        + " Dangling meta character '*'. Write \".*-kyverno\" if any characters are meant.");
        assertThat(problems(required("'kyverno-['"))).singleElement().asString().endsWith("for example kyverno-.*");
    }

    @Test
    void aNamePatternThatLooksLikeAGlobIsWarnedOf() {
        assertThat(warnings(required("'kyverno-*'")))
                .singleElement()
                .asString()
                .endsWith("Write \"kyverno-.*\" if any characters are meant.");
        assertThat(warnings(required("'kyverno-.*'"))).isEmpty();
        assertThat(warnings(required("'(a|b)*[cd]*e'"))).isEmpty();
    }

    @Test
    void theOldFieldForBothDirectionsIsDeprecated() {
        assertThat(warnings("{" + AUDIT + "network: {defaultDeny: true}}"))
                .containsExactly("spec.network.defaultDeny: is deprecated."
                        + " Write defaultDenyIngress: true and defaultDenyEgress: true.");
        assertThat(warnings("{" + AUDIT + "network: {defaultDeny: false}}")).hasSize(1);
        assertThat(problems("{network: {defaultDeny: true, defaultDenyEgress: false}}"))
                .containsExactly("spec.network.defaultDenyEgress: false contradicts defaultDeny: true, which means both"
                        + " directions. Remove defaultDeny.");
    }

    @Test
    void oneNamespaceExemptedTwiceFromPodSecurityIsRefused() {
        String exemption = "{namespace: shop, level: baseline, reason: legacy}";
        assertThat(problems("{podSecurity: {exemptions: [%s, %s]}}".formatted(exemption, exemption)))
                .containsExactly("spec.podSecurity.exemptions[1].namespace: \"shop\" is exempted twice."
                        + " Keep one exemption per namespace.");
    }

    @Test
    void weakerWarningAndAuditLevelsAreFine() {
        String levels = "{" + AUDIT + "podSecurity: {enforce: restricted, audit: baseline, warn: privileged}}";
        assertThat(problems(levels)).isEmpty();
        assertThat(warnings(levels)).isEmpty();
    }

    @Test
    void timesThatCannotBeReadAreRefused() {
        assertThat(problems("{enforcement: {enforceFrom: tomorrow}}")).hasSize(1);
        assertThat(problems("{podSecurity: {exemptions: [{namespace: a, level: baseline, reason: b,"
                        + " expiresAt: '2026-01-31'}]}}"))
                .containsExactly("spec.podSecurity.exemptions[0].expiresAt: \"2026-01-31\" is no RFC 3339 time."
                        + " Write a time with its offset, for example 2026-01-31T08:00:00Z.");
        assertThat(problems("{policyExemptions: [{name: a, expiresAt: never}]}"))
                .hasSize(1);
    }

    @Test
    void anActivationIsReadInAllItsParts() {
        assertThat(problems("""
                        timeBasedActivation:
                          schedule: 0 8 * * 1-5
                          duration: 8h
                          timezone: Europe/Berlin
                          activePeriods:
                          - {startTime: '22:00', endTime: '06:00', daysOfWeek: [Mon, friday],
                             startDate: '2026-01-31', endDate: '2026-01-31T08:00:00Z'}
                        """)).isEmpty();
    }

    @Test
    void aZoneThatDoesNotExistIsRefusedWithTheNearest() {
        assertThat(problems("{timeBasedActivation: {timezone: Europe/Berln}}"))
                .containsExactly("spec.timeBasedActivation.timezone: \"Europe/Berln\" is no IANA time zone."
                        + " Did you mean \"Europe/Berlin\"?");
        assertThat(problems("{timeBasedActivation: {timezone: Middle-earth/Shire}}"))
                .hasSize(1);
    }

    @Test
    void aScheduleWithoutADurationIsRefused() {
        assertThat(problems("{timeBasedActivation: {schedule: '0 8 * * *'}}"))
                .containsExactly("spec.timeBasedActivation.duration: is missing: schedule and duration go together."
                        + " Write both, or neither.");
        assertThat(problems("{timeBasedActivation: {duration: 8h}}")).hasSize(1);
        assertThat(problems("{timeBasedActivation: {schedule: 'a$ b c d e', duration: 8h}}"))
                .hasSize(1);
    }

    @Test
    void anActivationThatWouldNeverComeIsRefused() {
        assertThat(problems("{timeBasedActivation: {enabled: true}}"))
                .containsExactly("spec.timeBasedActivation.enabled: is true and no time is given, so the specification"
                        + " would never be active. Add activePeriods, or schedule and duration.");
        assertThat(problems("{timeBasedActivation: {activePeriods: [{startTime: '08:00', endTime: '08:00'}]}}"))
                .containsExactly("spec.timeBasedActivation.activePeriods[0].endTime: \"08:00\" is the start as well."
                        + " Write another time; for whole days write two windows, 00:00 to 12:00 and 12:00 to 00:00.");
        assertThat(problems("{timeBasedActivation: {schedule: '61 8 * * *', duration: 8h}}"))
                .hasSize(1);
    }

    @Test
    void anExemptionOfACheckThatDoesNotExistNamesTheOneThatWasMeant() {
        String exemption =
                "{name: a, reason: because of this, approver: b, expiresAt: '2026-01-31T08:00:00Z', checks: [%s]}";
        assertThat(problems("{policyExemptions: [" + exemption.formatted("privileged-container") + "]}"))
                .containsExactly("spec.policyExemptions[0].checks[0]: \"privileged-container\" is no check and no rule."
                        + " Did you mean \"privileged-containers\"?");
        assertThat(problems("{rules: [{name: mine, expression: 'true'}], policyExemptions: ["
                        + exemption.formatted("mine") + "]}"))
                .isEmpty();
    }

    @Test
    void aNamespaceThatIsIncludedAndExcludedIsWarnedOf() {
        assertThat(warnings("{" + AUDIT + "namespaceScope: {includeNamespaces: [a, b], excludeNamespaces: [b]}}"))
                .containsExactly("spec.namespaceScope.includeNamespaces[1]: \"b\" is in excludeNamespaces as well,"
                        + " which wins. Remove it from one of the two lists.");
    }

    @Test
    void oneClusterAndManyExcludeEachOther() {
        assertThat(problems("{clusterRef: {name: a}, clusterSelector: {matchLabels: {env: prod}}}"))
                .hasSize(1);
    }

    @Test
    void anExemptionNeedsANameOfItsOwnAReasonAndAnApprover() {
        assertThat(problems("{policyExemptions: [{name: a}, {name: a}]}")).hasSize(1);
        assertThat(warnings("{" + AUDIT + "policyExemptions: [{name: a, reason: because}]}"))
                .contains(
                        "spec.policyExemptions[0].reason: does not say why the exemption is needed."
                                + " Write at least 10 characters.",
                        "spec.policyExemptions[0].approver: is not set. Say who approved the exemption.");
    }

    @Test
    void aFrameworkIsANameOrAnObjectWithOne() {
        assertThat(problems("{compliance: {frameworks: [cis-k8s-1.8, {name: own}]}}"))
                .isEmpty();
        assertThat(problems("{compliance: {frameworks: [1, {title: own}, '']}}"))
                .hasSize(3);
    }

    @Test
    void aFrameworkThatNobodyKnowsIsRefusedWithTheNearestName() {
        assertThat(problems("{compliance: {frameworks: [cis-k8s-18, iso]}}"))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .isEqualTo("spec.compliance.frameworks[0]: \"cis-k8s-18\" is no framework that kspec"
                                        + " knows. Write cis-k8s-1.8, or an object with controls of your own."),
                        problem -> assertThat(problem).contains("Write one of cis-1.12, cis-k8s-1.10"));
    }

    @Test
    void aMappingThatNamesNoCheckIsWarnedOf() {
        assertThat(warnings("{" + AUDIT + """
                        compliance: {frameworks: [{name: own, controls: [
                          {id: a, mappings: [{check: rbac.validation}, {check: rbac-cluster-admins}]}]}]}}
                        """))
                .containsExactly("spec.compliance.frameworks[0].controls[0].mappings[1].check: \"rbac-cluster-admins\""
                        + " names no check, so nothing is evidence for the control by it. Write rbac-cluster-admin.");
    }

    @Test
    void aFrameworkOfTheUsersOwnHasControlsWithIds() {
        assertThat(problems("""
                        {compliance: {frameworks: [{name: own, controls: [
                          {id: a, title: b, mappings: [{check: '?'}]},
                          {id: a, mappings: none}, {title: c}]}, {name: other, controls: all}]}}
                        """))
                .containsExactly(
                        "spec.compliance.frameworks[0].controls[1].id: \"a\" is there already. Write each control once.",
                        "spec.compliance.frameworks[0].controls[1].mappings: is no list."
                                + " Write a list of objects with a check.",
                        "spec.compliance.frameworks[0].controls[2].id: is not set."
                                + " Write the id of the control, for example 5.1.1.",
                        "spec.compliance.frameworks[1].controls: is no list."
                                + " Write a list of objects with id, title and mappings.");
    }

    @Test
    void fieldsThatAreNotEvaluatedAreNamedOnceEach() {
        assertThat(notBuilt("""
                        clusterRef: {name: prod}
                        enforcement: {mode: audit}
                        webhooks: {certificate: {issuer: ours}}
                        workloads:
                          images: {requireSignatures: true}
                        alertConfigs: [ours]
                        """))
                .containsExactly(
                        "spec.clusterRef", "spec.workloads.images.requireSignatures (workloads)", "spec.alertConfigs");
    }

    @Test
    void whatIsSetToNothingIsNotAskedFor() {
        assertThat(notBuilt("""
                        clusterRef: {name: local}
                        timeBasedActivation: {enabled: false}
                        policyExemptions: []
                        network: {requireNetworkPolicies: true, disallowedPorts: []}
                        workloads: {images: {requireSignatures: false}, metadata: {}}
                        rbac: {disallowClusterAdminBindings: true}
                        admission: {requireKyverno: true}
                        observability: {}
                        compliance: {frameworks: []}
                        """)).isEmpty();
    }

    @Test
    void everyFieldThatIsNotEvaluatedIsWarnedOf() {
        assertThat(warnings("{" + AUDIT + "alertConfigs: [pager]}"))
                .containsExactly("spec.alertConfigs: the field is not evaluated by this version of kspec."
                        + " Remove the field, or read its result as unknown.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusterRef: {name: prod}", "clusterSelector: {matchLabels: {env: prod}}"})
    void whatWouldNarrowEnforceIsRefusedWithIt(String field) {
        assertThat(problems("{enforcement: {mode: enforce}, " + field + "}"))
                .singleElement()
                .asString()
                .endsWith("would narrow what mode enforce refuses, and this version of kspec does not evaluate it."
                        + " Use mode audit, or remove the field.");
        assertThat(problems("{enforcement: {mode: audit}, " + field + "}")).isEmpty();
    }

    @Test
    void aLateOrPartialEnforceIsSound() {
        assertThat(problems("{enforcement: {mode: enforce, enforceFrom: '2026-01-31T08:00:00Z'}}"))
                .isEmpty();
        assertThat(warnings(
                        "{enforcement: {mode: enforce, enforceFrom: '2026-01-31T08:00:00Z', canaryNamespaces: {}}}"))
                .isEmpty();
    }

    @Test
    void aStageThatHasNoEffectOrNoEndIsWarnedOf() {
        assertThat(warnings("{enforcement: {mode: audit, enforceFrom: '2026-01-31T08:00:00Z'}}"))
                .containsExactly("spec.enforcement.enforceFrom: has no effect unless the mode is enforce."
                        + " Use mode enforce: it refuses no earlier and nowhere else than staged.");
        assertThat(warnings("{enforcement: {mode: enforce, canaryNamespaces: {}}}"))
                .containsExactly("spec.enforcement.canaryNamespaces: stands without enforceFrom: all other namespaces"
                        + " are warned for good. Set enforceFrom, or remove canaryNamespaces when the others may be"
                        + " refused too.");
    }

    @Test
    void aModeIsGivenToARuleThatThereIs() {
        assertThat(problems(
                        "{enforcement: {mode: enforce, rules: [{rule: images-are-named-by-digests, mode: audit}]}}"))
                .containsExactly("spec.enforcement.rules[0].rule: \"images-are-named-by-digests\" is no check and no"
                        + " rule. Did you mean \"images-are-named-by-digest\"?");
        assertThat(problems("""
                        enforcement:
                          mode: enforce
                          rules:
                          - {rule: "container-field-is-set[securityContext.runAsNonRoot]", mode: audit}
                          - {rule: ours, mode: monitor}
                          - {rule: workload.security, mode: audit}
                        rules: [{name: ours, expression: "true"}]
                        """)).isEmpty();
    }

    @Test
    void aRuleIsNeverHeldMoreStrictlyThanItsSpecification() {
        assertThat(warnings("{enforcement: {mode: audit, rules: [{rule: workload.security, mode: enforce}]}}"))
                .containsExactly("spec.enforcement.rules[0].mode: is stricter than the specification, whose mode is"
                        + " audit and decides. Use a milder mode here, or a stricter one for the specification.");
    }

    @Test
    void whatDoesNotNarrowBesideEnforceIsOnlyWarnedOf() {
        assertThat(problems("{enforcement: {mode: enforce}, alertConfigs: [pager]}"))
                .isEmpty();
    }

    @Test
    void aLongValueIsCutInMessages() {
        assertThat(problems("{workloads: {images: {allowedRegistries: ['%s']}}}".formatted("a".repeat(300))))
                .singleElement()
                .asString()
                .contains("a...\" (300 characters)");
        assertThat(problems("{workloads: {containers: {required: [{key: image, value: {a: %s}}]}}}"
                        .formatted("b".repeat(200))))
                .singleElement()
                .asString()
                .contains("bbb... cannot be compared");
    }

    @Test
    void aValueThatWasLeftEmptyIsRefused() {
        assertThat(problems("{workloads: {containers: {required: [{key: image, value: null}]}}}"))
                .containsExactly("spec.workloads.containers.required[0].value: null cannot be compared with."
                        + " Write a boolean, a number, a string or a list of strings.");
    }

    private static String required(String pattern) {
        return "{%sadmission: {required: [{type: ValidatingWebhookConfiguration, namePattern: %s, minCount: 1}]}}"
                .formatted(AUDIT, pattern);
    }

    private static ClusterSpec kubernetes(KubernetesSpec section) {
        return new ClusterSpec(
                null, null, null, null, null, null, null, null, null, null, section, null, null, null, null, null, null,
                null, null, null);
    }
}
