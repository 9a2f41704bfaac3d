package io.kspec.operator.specification;

import io.kspec.core.failure.Failure;
import io.kspec.core.resolve.Origin;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.validation.SpecProblem;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.guard.Kyverno;
import io.kspec.operator.guard.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that a status is made of; read before, judged after.
///
/// @param generation of the specification
/// @param problems why it is not valid; empty when it is
/// @param rulebook what it compiled to; empty when it is not valid
/// @param origins who declared each demand of it
/// @param scan the last scan; empty before the first
/// @param blocked why no scan could be made
/// @param guards what of it is in force
/// @param registered whether admission is registered
/// @param pause until when a person switched admission off
/// @param certificate how the serving certificate stands; empty when admission is not served
/// @param trouble why guards could not be brought in force
/// @param kyverno what of Kyverno is there
/// @param shadows what would have been refused
/// @param nextScan when the next scan is due
record Facts(
        long generation,
        List<SpecProblem> problems,
        Optional<Rulebook> rulebook,
        List<Origin> origins,
        Optional<LastScan> scan,
        Optional<Failure> blocked,
        GuardState.InForce guards,
        boolean registered,
        Optional<Pause> pause,
        Optional<CertificateState> certificate,
        Optional<Failure> trouble,
        Kyverno kyverno,
        ShadowCounts.Counted shadows,
        Optional<Instant> nextScan) {
    Facts {
        problems = List.copyOf(problems);
        origins = List.copyOf(origins);
    }
}
