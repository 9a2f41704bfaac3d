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

/// No image comes from a blocked registry.
///
/// **Reads** the images of init, regular and ephemeral containers and of image volumes, normalised first, so that
/// `nginx` is an image of docker.io. An empty list demands nothing.
/// **Answers** Pass; Fail with one violation per image that some pattern covers, or name that is none; NotEvaluated
/// when a pattern of the specification is none. Never throws.
/// **Cost** O(images × patterns); safe for use by many threads.
/// **Source** `spec.workloads.images.blockedRegistries`; NIST SP 800-190, 4.1.5.
public final class ImagesAvoidBlockedRegistries implements WorkloadRule {
    private static final RuleCard CARD = Images.card(
            Severity.HIGH,
            "No image comes from a blocked registry",
            "A registry is blocked because what it serves is not trusted.",
            "Take the image from another registry.");
    public static final RuleKind KIND = new RuleKind(
            "images-avoid-blocked-registries",
            CARD,
            "workloads.images.blockedRegistries",
            ImagesAvoidBlockedRegistries::demandedBy);

    private final Registries registries;

    private ImagesAvoidBlockedRegistries(List<String> patterns) {
        this.registries = Registries.of("spec.workloads.images.blockedRegistries", patterns);
    }

    public static Stream<ImagesAvoidBlockedRegistries> demandedBy(ClusterSpec spec) {
        return Images.of(spec)
                .map(ImagesSpec::blockedRegistries)
                .filter(patterns -> !patterns.isEmpty())
                .map(ImagesAvoidBlockedRegistries::new);
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
                Images.judge(workload, image -> !known.cover(image), demanded(known), CARD.fix());
        };
    }

    @Override
    public CelForm cel() {
        return switch (registries) {
            case Registries.Unreadable(Failure why) -> new CelForm.Inexpressible(why.sentence());
            case Registries.Known known ->
                Images.cel(image -> "!" + ImageCel.isCovered(image, known.patterns()), demanded(known));
        };
    }

    private static String demanded(Registries.Known known) {
        return "from none of " + known.display();
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "image from a blocked registry", "images from blocked registries");
    }
}
