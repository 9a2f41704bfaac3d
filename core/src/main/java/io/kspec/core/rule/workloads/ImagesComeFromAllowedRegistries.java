package io.kspec.core.rule.workloads;

import io.kspec.core.failure.Failure;
import io.kspec.core.image.ImageCel;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ImagesSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// Every image comes from an allowed registry.
///
/// **Reads** the images of init, regular and ephemeral containers and of image volumes, normalised first, so that
/// `nginx` is an image of docker.io. An empty list demands nothing.
/// **Answers** Pass; Fail with one violation per image that no pattern covers, or name that is none; NotEvaluated
/// when a pattern of the specification is none. Never throws.
/// **Cost** O(images × patterns); safe for use by many threads.
/// **Source** `spec.workloads.images.allowedRegistries`; NIST SP 800-190, 4.1.5.
public final class ImagesComeFromAllowedRegistries implements WorkloadRule {
    private static final RuleCard CARD = Images.card(
            Severity.HIGH,
            "Every image comes from an allowed registry",
            "An image from anywhere runs code that nobody here has looked at.",
            "Copy the image to an allowed registry and name it there.");
    public static final RuleKind KIND = new RuleKind(
            "images-come-from-allowed-registries",
            CARD,
            "workloads.images.allowedRegistries",
            ImagesComeFromAllowedRegistries::demandedBy);

    private final Registries registries;

    private ImagesComeFromAllowedRegistries(List<String> patterns) {
        this.registries = Registries.of("spec.workloads.images.allowedRegistries", patterns);
    }

    public static Stream<ImagesComeFromAllowedRegistries> demandedBy(ClusterSpec spec) {
        return Images.of(spec)
                .map(ImagesSpec::allowedRegistries)
                .filter(patterns -> !patterns.isEmpty())
                .map(ImagesComeFromAllowedRegistries::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Verdict judge(Workload workload) {
        return switch (registries) {
            case Registries.Unreadable(Failure why) -> new Verdict.NotEvaluated(why);
            case Registries.Known known ->
                Images.judge(workload, image -> known.cover(image), demanded(known), CARD.fix());
        };
    }

    @Override
    public CelForm cel() {
        return switch (registries) {
            case Registries.Unreadable(Failure why) -> new CelForm.Inexpressible(why.sentence());
            case Registries.Known known ->
                Images.cel(image -> "" + ImageCel.isCovered(image, known.patterns()), demanded(known));
        };
    }

    private static String demanded(Registries.Known known) {
        return "from one of " + known.display();
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(
                violations.size(),
                "image from a registry that is not allowed",
                "images from registries that are not allowed");
    }
}
