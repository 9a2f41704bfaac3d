package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.ContainersSpec;
import io.kspec.core.spec.ImagesSpec;
import io.kspec.core.spec.WorkloadsSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Container fields that exist, demands that can be met together, registries that can be matched.
final class WorkloadsSection {
    private static final FieldPath HERE = FieldPath.of("spec.workloads");
    private static final FieldPath IMAGES = HERE.field("images");

    private WorkloadsSection() {}

    static void check(WorkloadsSpec section, Notes notes) {
        ContainersSpec containers = section.containers();
        if (containers != null) {
            ContainerFieldDemands.check(containers, HERE.field("containers"), notes);
        }
        ImagesSpec images = section.images();
        if (images != null) {
            check(images, notes);
        }
    }

    private static void check(ImagesSpec images, Notes notes) {
        forms(images.allowedRegistries(), IMAGES.field("allowedRegistries"), notes);
        forms(images.blockedRegistries(), IMAGES.field("blockedRegistries"), notes);
        for (int position = 0; position < images.blockedRegistries().size(); position++) {
            String registry = images.blockedRegistries().get(position);
            if (images.allowedRegistries().contains(registry)) {
                notes.problem(
                        IMAGES.field("blockedRegistries").index(position),
                        quoted(registry) + " is in allowedRegistries as well",
                        "Remove it from one of the two lists.");
            }
        }
    }

    private static void forms(List<String> registries, FieldPath at, Notes notes) {
        for (int position = 0; position < registries.size(); position++) {
            String registry = registries.get(position);
            FieldPath here = at.index(position);
            RegistryForm.remedyFor(registry)
                    .ifPresent(remedy -> notes.problem(here, quoted(registry) + " is no registry pattern", remedy));
        }
    }
}
