package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CapabilitiesTest {
    private static final String SERVER = "https://api.example:6443";

    @Test
    void aServerThatServesNothingOfInterestOffersNothing() {
        assertThat(of("v1.24.17", Map.of()))
                .isEqualTo(new Capabilities("v1.24.17", false, false, Optional.empty(), false, false));
    }

    @Test
    void whatIsServedIsOffered() {
        Map<String, Set<String>> served = Map.of(
                "admissionregistration.k8s.io/v1",
                Set.of(
                        "validatingadmissionpolicies",
                        "validatingadmissionpolicybindings",
                        "mutatingwebhookconfigurations"),
                "cert-manager.io/v1",
                Set.of("certificates", "issuers", "clusterissuers"),
                "openreports.io/v1alpha1",
                Set.of("reports", "clusterreports"));
        assertThat(of("v1.35.4", served))
                .isEqualTo(new Capabilities("v1.35.4", true, true, Optional.empty(), true, true));
    }

    @Test
    void policiesWithoutTheirBindingsAreNotOffered() {
        Map<String, Set<String>> served =
                Map.of("admissionregistration.k8s.io/v1", Set.of("validatingadmissionpolicies"));
        assertThat(of("v1.35.4", served).nativePolicies()).isFalse();
    }

    @Test
    void policiesOfABetaAreNotOffered() {
        Map<String, Set<String>> served = Map.of(
                "admissionregistration.k8s.io/v1beta1",
                Set.of("validatingadmissionpolicies", "validatingadmissionpolicybindings"));
        assertThat(of("v1.29.0", served).nativePolicies()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.24.17, false",
        "v1.27.9, false",
        "v1.28.0, true",
        "v1.33.6-gke.1200, true",
        "1.31+, true",
        "v2.0.0, true"
    })
    void matchConditionsGoByTheVersion(String version, boolean offered) {
        assertThat(of(version, Map.of()).matchConditions()).isEqualTo(offered);
    }

    @Test
    void theNewestServedVersionOfAKyvernoPolicyIsTaken() {
        Set<String> validating = Set.of("validatingpolicies");
        assertThat(of("v1.35.4", Map.of("policies.kyverno.io/v1alpha1", validating))
                        .kyverno())
                .contains(new KyvernoApi(false, Optional.of("v1alpha1")));
        Map<String, Set<String>> served = Map.of(
                "kyverno.io/v1", Set.of("clusterpolicies", "policies"),
                "policies.kyverno.io/v1alpha1", validating,
                "policies.kyverno.io/v1beta1", validating);
        assertThat(of("v1.35.4", served).kyverno()).contains(new KyvernoApi(true, Optional.of("v1beta1")));
    }

    @Test
    void anotherKindOfKyvernosIsNoPolicy() {
        assertThat(of("v1.35.4", Map.of("kyverno.io/v1", Set.of("updaterequests")))
                        .kyverno())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "v1"})
    void aServerWithoutAVersionIsUnknown(String version) {
        assertThat(Capabilities.of(SERVER, version, Map.of()))
                .isInstanceOfSatisfying(Reading.Unknown.class, unknown -> assertThat(unknown.why())
                        .isInstanceOf(Failure.Malformed.class)
                        .extracting(Failure::where)
                        .isEqualTo(SERVER + "/version"));
    }

    private static Capabilities of(String version, Map<String, Set<String>> served) {
        Reading<Capabilities> reading = Capabilities.of(SERVER, version, served);
        assertThat(reading).isInstanceOf(Reading.Known.class);
        return ((Reading.Known<Capabilities>) reading).value();
    }
}
