package io.kspec.core.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.SubjectRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why one object is judged as it is.
///
/// @param admission what creating the object would be answered; empty when admission leaves its namespace alone
public record Why(SubjectRef subject, List<SpecificationAnswer> specifications, Optional<Decision> admission) {
    public Why {
        specifications = List.copyOf(specifications);
    }

    /// Asks every specification. Pure.
    ///
    /// @param cluster where the object was found; empty for an object out of a file, of which rules about clusters
    ///     say nothing
    /// @param leftAlone namespaces that admission leaves alone
    public static Why of(
            List<Declared> specifications,
            JsonNode object,
            Optional<ClusterView> cluster,
            Circumstances circumstances,
            Set<String> leftAlone) {
        SubjectRef subject = Subject.of(object).ref();
        List<SpecificationAnswer> answers = specifications.stream()
                .map(declared -> new Interview(declared, object, circumstances).answer(cluster))
                .toList();
        Optional<Decision> admission = leftAlone.contains(subject.namespace())
                ? Optional.empty()
                : Optional.of(admission(specifications, object, subject, circumstances));
        return new Why(subject, answers, admission);
    }

    /// Whether creating the object would be refused.
    public boolean refused() {
        return admission.map(Decision.Refuse.class::isInstance).orElse(false);
    }

    private static Decision admission(
            List<Declared> specifications, JsonNode object, SubjectRef subject, Circumstances circumstances) {
        List<Rulebook> rulebooks =
                specifications.stream().map(Declared::rulebook).toList();
        var request = new AdmissionRequest(
                "why",
                "",
                AdmissionRequest.Operation.CREATE,
                subject.namespace(),
                "",
                Optional.of(object),
                Optional.empty(),
                true);
        return Admission.decide(rulebooks, request, circumstances);
    }
}
