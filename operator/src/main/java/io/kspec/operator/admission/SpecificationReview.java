package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Judges kspec's own kinds when they are applied: refuses what a schema cannot see, warns about what is not
/// evaluated.
final class SpecificationReview {
    private SpecificationReview() {}

    static byte[] answer(AdmissionRequest request) {
        return request.object()
                .filter(object -> !going(object))
                .filter(object -> object.path("kind").asText("").equals("ClusterSpecification"))
                .map(object -> judged(request.uid(), object.path("spec")))
                .orElseGet(() -> Review.answer(request.uid(), List.of(), List.of()));
    }

    private static byte[] judged(String uid, JsonNode spec) {
        return switch (SpecReading.of(ClusterSpec.class, spec, FieldPath.of("spec"))) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) ->
                Review.answer(uid, sentences(problems), List.of());
            case SpecReading.Read<ClusterSpec>(var read) -> {
                SpecValidation validation = SpecValidation.of(read);
                yield Review.answer(uid, sentences(validation.problems()), sentences(validation.warnings()));
            }
        };
    }

    private static List<String> sentences(List<SpecProblem> problems) {
        return problems.stream().map(SpecProblem::sentence).toList();
    }

    private static boolean going(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }
}
