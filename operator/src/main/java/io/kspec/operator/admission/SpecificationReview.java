package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.drift.config.DriftConfigValidation;
import io.kspec.core.exemption.Approvals;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.resolve.TemplateValidation;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges kspec's own kinds when they are applied: refuses what a schema cannot see and approvals in another's name,
/// warns about what is not evaluated and about a template or base that is not there yet.
public final class SpecificationReview {
    static final String PATH = "/validate-specification";
    private static final Logger LOG = LoggerFactory.getLogger(SpecificationReview.class);
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final Set<Resolution.Reason> MAY_COME_LATER =
            EnumSet.of(Resolution.Reason.TEMPLATE_NOT_FOUND, Resolution.Reason.BASE_NOT_FOUND);

    private final Set<String> trustedAppliers;
    private final Supplier<Library> library;
    private final Clock clock;
    private final Consumer<Approvals.Approval> approved;

    /// @param trustedAppliers users who may state another's approval of an exemption
    /// @param library what a specification may build on
    /// @param approved told of each approval of an exemption that is let through; must not wait
    public SpecificationReview(
            Set<String> trustedAppliers,
            Supplier<Library> library,
            Clock clock,
            Consumer<Approvals.Approval> approved) {
        this.trustedAppliers = Set.copyOf(trustedAppliers);
        this.library = library;
        this.clock = clock;
        this.approved = approved;
    }

    byte[] answer(AdmissionRequest request) {
        Optional<JsonNode> object = request.object().filter(one -> !going(one));
        if (object.isEmpty()) {
            return Review.answer(request.uid(), List.of(), List.of(), Map.of());
        }
        return switch (object.get().path("kind").asText("")) {
            case "ClusterSpecification" -> specification(request, object.get());
            case "PolicyTemplate" -> template(request, object.get());
            case "DriftConfig" -> driftConfig(request, object.get());
            case "ConfigMap" -> PauseReview.answer(request, object.get(), clock.instant());
            default -> Review.answer(request.uid(), List.of(), List.of(), Map.of());
        };
    }

    private static byte[] template(AdmissionRequest request, JsonNode object) {
        List<SpecProblem> problems =
                switch (SpecReading.of(PolicyTemplateSpec.class, object.path("spec"), SPEC)) {
                    case SpecReading.Unreadable<PolicyTemplateSpec> unreadable -> unreadable.problems();
                    case SpecReading.Read<PolicyTemplateSpec> read -> TemplateValidation.of(read.value());
                };
        return Review.answer(request.uid(), sentences(problems), List.of(), Map.of());
    }

    private static byte[] driftConfig(AdmissionRequest request, JsonNode object) {
        List<SpecProblem> problems =
                switch (SpecReading.of(DriftConfigSpec.class, object.path("spec"), SPEC)) {
                    case SpecReading.Unreadable<DriftConfigSpec> unreadable -> unreadable.problems();
                    case SpecReading.Read<DriftConfigSpec> read -> DriftConfigValidation.of(read.value());
                };
        return Review.answer(request.uid(), sentences(problems), List.of(), Map.of());
    }

    private byte[] specification(AdmissionRequest request, JsonNode object) {
        return switch (SpecReading.of(ClusterSpec.class, object.path("spec"), SPEC)) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) ->
                Review.answer(request.uid(), sentences(problems), List.of(), Map.of());
            case SpecReading.Read<ClusterSpec>(var own) ->
                judged(request, object.path("metadata").path("name").asText(""), own);
        };
    }

    private byte[] judged(AdmissionRequest request, String name, ClusterSpec own) {
        var problems = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        switch (Resolution.of(name, own, library.get())) {
            case Resolution.Refused refused ->
                (MAY_COME_LATER.contains(refused.reason()) ? warnings : problems).addAll(sentences(refused.problems()));
            case Resolution.Resolved resolved -> {
                SpecValidation validation = SpecValidation.of(resolved.effective());
                problems.addAll(sentences(validation.problems()));
                warnings.addAll(sentences(resolved.warnings()));
                warnings.addAll(sentences(validation.warnings()));
            }
        }
        Approvals approvals = Approvals.of(before(request), own, request.user(), trustedAppliers);
        problems.addAll(sentences(approvals.problems()));
        if (problems.isEmpty()) {
            approvals.given().forEach(given -> LOG.info("approved: {}", given));
            approvals.given().forEach(approved);
        }
        return Review.answer(request.uid(), problems, warnings, audited(approvals.given()));
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
