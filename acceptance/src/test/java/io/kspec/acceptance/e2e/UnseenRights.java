package io.kspec.acceptance.e2e;

import java.util.List;
import java.util.stream.Stream;

/// Rights that an installation with default values on a cluster without further products has no occasion to use.
final class UnseenRights {
    /// Used when admission is switched off; see `withoutAdmissionARegistrationMayOnlyBeRemoved` and the tests of the
    /// guards.
    private static final List<String> ADMISSION_OFF = List.of(
            "kspec-operator-registrations may delete validatingwebhookconfigurations.admissionregistration.k8s.io"
                    + " kspec-validating-webhook");

    private UnseenRights() {}

    /// As [io.kspec.acceptance.chart.Rights.Right#claim()] writes them.
    static List<String> claims() {
        return Stream.of(ADMISSION_OFF).flatMap(List::stream).toList();
    }
}
