package io.kspec.core.rule.workloads;

import io.kspec.core.image.ImageCel;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No image is pulled by the tag `latest`, written or implied.
///
/// **Reads** the images of init, regular and ephemeral containers and of image volumes. A digest satisfies the rule
/// whatever tag stands beside it, since the digest decides what runs.
/// **Answers** Pass, or Fail with one violation per offending image, or name that is none. Never throws.
/// **Cost** O(images); safe for use by many threads.
/// **Source** `spec.workloads.images.disallowLatestTag`.
public final class ImagesAvoidTheLatestTag implements WorkloadRule {
    private static final RuleCard CARD = Images.card(
            Severity.MEDIUM,
            "No image is pulled by the tag latest",
            "What latest means changes from one start of a pod to the next.",
            "Give the image a version tag or, better, a digest.");
    public static final RuleKind KIND = new RuleKind(
            "images-avoid-the-latest-tag",
            CARD,
            "workloads.images.disallowLatestTag",
            ImagesAvoidTheLatestTag::demandedBy);

    public static Stream<ImagesAvoidTheLatestTag> demandedBy(ClusterSpec spec) {
        return Images.of(spec)
                .filter(images -> Boolean.TRUE.equals(images.disallowLatestTag()))
                .map(_ -> new ImagesAvoidTheLatestTag());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Verdict judge(Workload workload) {
        return Images.judge(
                workload, image -> !image.meansLatest(), "named by another tag than latest, or by digest", CARD.fix());
    }

    @Override
    public CelForm cel() {
        return Images.cel(image -> "!" + ImageCel.meansLatest(image), "named by another tag than latest, or by digest");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "image with the tag latest", "images with the tag latest");
    }
}
