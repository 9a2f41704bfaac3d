package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.exemption.Approvals;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges kspec's own kinds when they are applied: refuses what a schema cannot see and approvals in another's name,
/// warns about what is not evaluated.
final class SpecificationReview {
    private static final Logger LOG = LoggerFactory.getLogger(SpecificationReview.class);
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final Set<String> trustedAppliers;

    /// @param trustedAppliers users who may state another's approval of an exemption
    SpecificationReview(Set<String> trustedAppliers) {
        this.trustedAppliers = Set.copyOf(trustedAppliers);
    }

    byte[] answer(AdmissionRequest request) {
        return request.object()
                .filter(object -> !going(object))
                .filter(object -> object.path("kind").asText("").equals("ClusterSpecification"))
                .map(object -> judged(request, object.path("spec")))
                .orElseGet(() -> Review.answer(request.uid(), List.of(), List.of(), Map.of()));
    }

    private byte[] judged(AdmissionRequest request, JsonNode spec) {
        return switch (SpecReading.of(ClusterSpec.class, spec, SPEC)) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) ->
                Review.answer(request.uid(), sentences(problems), List.of(), Map.of());
            case SpecReading.Read<ClusterSpec>(var read) -> {
                SpecValidation validation = SpecValidation.of(read);
                Approvals approvals = Approvals.of(before(request), read, request.user(), trustedAppliers);
                var problems = new ArrayList<>(sentences(validation.problems()));
                problems.addAll(sentences(approvals.problems()));
                if (problems.isEmpty()) {
                    approvals.given().forEach(given -> LOG.info("approved: {}", given));
                }
                yield Review.answer(
                        request.uid(), problems, sentences(validation.warnings()), audited(approvals.given()));
            }
        };
    }

    private static Optional<ClusterSpec> before(AdmissionRequest request) {
        return request.oldObject()
                .map(old -> SpecReading.of(ClusterSpec.class, old.path("spec"), SPEC))
                .flatMap(reading -> switch (reading) {
                    case SpecReading.Unreadable<ClusterSpec> _ -> Optional.empty();
                    case SpecReading.Read<ClusterSpec> read -> Optional.of(read.value());
                });
    }

    private static Map<String, String> audited(List<Approvals.Approval> given) {
        var annotations = new LinkedHashMap<String, String>();
        given.forEach(approval -> annotations.put(
                "exemption-" + approval.exemption(),
                "approved by %s, applied by %s".formatted(approval.approver(), approval.appliedBy())));
        return annotations;
    }

    private static List<String> sentences(List<SpecProblem> problems) {
        return problems.stream().map(SpecProblem::sentence).toList();
    }

    private static boolean going(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }
}
