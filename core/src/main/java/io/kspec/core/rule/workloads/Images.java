package io.kspec.core.rule.workloads;

import io.kspec.core.image.ImageCel;
import io.kspec.core.image.ImageReference;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ImagesSpec;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the rules about images share: where images are named, and what becomes of a name that is none.
///
/// Images are named by init, regular and ephemeral containers and by image volumes. A name that no runtime could pull
/// breaks every one of these rules: nobody can tell where it would lead.
final class Images {
    private static final int LONGEST_NAME = 300;

    private Images() {}

    /// One place where an image is named.
    private record Use(SubjectRef subject, FieldPath path, String name) {}

    static Stream<ImagesSpec> of(ClusterSpec spec) {
        return spec.workloads() == null
                ? Stream.empty()
                : Stream.ofNullable(spec.workloads().images());
    }

    static RuleCard card(Severity severity, String title, String why, String fix) {
        return new RuleCard(
                "workload-security",
                Category.WORKLOADS,
                severity,
                title,
                why,
                fix,
                Controls.all(
                        Controls.cis("5.5.1"),
                        Controls.nist("CM-7(5)", "CM-8", "CM-11", "SI-7(1)", "SR-4"),
                        Controls.pci("6.3.2"),
                        Controls.soc2("CC6.8", "CC7.1", "CC8.1")));
    }

    /// One violation per place whose image is no name at all or does not satisfy the demand.
    static Verdict judge(Workload workload, Predicate<ImageReference> demand, String demanded, String fix) {
        var violations = new ArrayList<Violation>();
        for (Use use : uses(workload)) {
            Optional<ImageReference> image = ImageReference.of(use.name());
            if (image.isEmpty()) {
                violations.add(new Violation(
                        use.subject(),
                        use.path(),
                        use.name().isEmpty() ? "absent" : shown(use.name()) + ", which no registry could serve",
                        "the name of an image",
                        "Write [host[:port]/]path[:tag][@digest]."));
            } else if (!demand.test(image.get())) {
                violations.add(new Violation(use.subject(), use.path(), shown(use.name()), demanded, fix));
            }
        }
        return Verdict.of(violations);
    }

    /// @param holds from a CEL expression of type string to the demand on it; the name is sound where it is asked
    static CelForm cel(Function<String, String> holds, String demanded) {
        String offends = "!%s || !%s".formatted(ImageCel.isSound("i"), holds.apply("i"));
        String images = "(variables.containers.map(c, c.?image.orValue(''))"
                + " + variables.podSpec.?volumes.orValue([]).filter(v, has(v.image))"
                + ".map(v, v.image.?reference.orValue('')))";
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "!%s.exists(i, %s)".formatted(images, offends),
                "images must be " + demanded,
                "'image \"' + %s.filter(i, %s).join('\", \"') + %s"
                        .formatted(images, offends, CelText.of("\" must be " + demanded)))));
    }

    private static List<Use> uses(Workload workload) {
        var uses = new ArrayList<Use>();
        for (Container container : workload.containers()) {
            uses.add(new Use(
                    workload.ref().in(container.name()),
                    container.path().field("image"),
                    container.json().path("image").asText("")));
        }
        var volumes = workload.podSpec().path("volumes");
        for (int position = 0; volumes.isArray() && position < volumes.size(); position++) {
            if (volumes.path(position).hasNonNull("image")) {
                uses.add(new Use(
                        workload.ref(),
                        workload.podSpecPath()
                                .field("volumes")
                                .index(position)
                                .field("image")
                                .field("reference"),
                        volumes.path(position).path("image").path("reference").asText("")));
            }
        }
        return uses;
    }

    private static String shown(String name) {
        String line = name.chars().anyMatch(Character::isISOControl) ? "an unprintable text" : name;
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }
}
