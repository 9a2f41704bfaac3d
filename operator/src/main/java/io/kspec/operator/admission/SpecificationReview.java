package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.Stream;

/// Judges kspec's own kinds when they are applied: refuses what a schema cannot see, warns about what is not
/// evaluated.
final class SpecificationReview {
    private SpecificationReview() {}

    static byte[] answer(AdmissionRequest request) {
        List<SpecProblem> none = List.of();
        if (request.object().isEmpty() || going(request.object().get())) {
            return Review.answer(request.uid(), List.of(), List.of());
        }
        JsonNode object = request.object().get();
        if (!object.path("kind").asText("").equals("ClusterSpecification")) {
            return answer(request, none, none, Stream.empty());
        }
        return switch (SpecReading.of(ClusterSpec.class, object.path("spec"), FieldPath.of("spec"))) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) -> answer(request, problems, none, Stream.empty());
            case SpecReading.Read<ClusterSpec>(var spec) -> {
                SpecValidation validation = SpecValidation.of(spec);
                yield answer(
                        request,
                        validation.problems(),
                        validation.warnings(),
                        validation.notBuilt().stream()
                                .map(field ->
                                        "%s is not evaluated by this version of kspec; every report will say NotEvaluated"
                                                .formatted(field.path().dotted())));
            }
        };
    }

    private static byte[] answer(
            AdmissionRequest request, List<SpecProblem> problems, List<SpecProblem> warnings, Stream<String> notBuilt) {
        return Review.answer(
                request.uid(),
                problems.stream().map(SpecProblem::sentence).toList(),
                Stream.concat(warnings.stream().map(SpecProblem::sentence), notBuilt)
                        .toList());
    }

    private static boolean going(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }
}
