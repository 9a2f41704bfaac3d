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

/// Every image is named by digest, so that what was reviewed is what runs.
///
/// **Reads** the images of init, regular and ephemeral containers and of image volumes.
/// **Answers** Pass, or Fail with one violation per image without a digest, or with a name that is none. Never
/// throws.
/// **Cost** O(images); safe for use by many threads.
/// **Source** `spec.workloads.images.requireDigests`; NIST SP 800-190, 4.2.2.
public final class ImagesAreNamedByDigest implements WorkloadRule {
    private static final RuleCard CARD = Images.card(
            Severity.HIGH,
            "Every image is named by digest",
            "A tag can be moved to another image after it was reviewed; a digest cannot.",
            "Name the image by its digest: name@sha256:….");
    public static final RuleKind KIND = new RuleKind(
            "images-are-named-by-digest", CARD, "workloads.images.requireDigests", ImagesAreNamedByDigest::demandedBy);

    public static Stream<ImagesAreNamedByDigest> demandedBy(ClusterSpec spec) {
        return Images.of(spec)
                .filter(images -> Boolean.TRUE.equals(images.requireDigests()))
                .map(_ -> new ImagesAreNamedByDigest());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Verdict judge(Workload workload) {
        return Images.judge(workload, image -> image.pinned(), "named by digest", CARD.fix());
    }

    @Override
    public CelForm cel() {
        return Images.cel(ImageCel::isPinned, "named by digest");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "image without a digest", "images without a digest");
    }
}
