package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Listing;
import io.kspec.core.failure.Failure;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.LibraryOfObjects;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.Stream;

/// What the specifications of a cluster may build on: its ClusterSpecifications and PolicyTemplates, and the built-in
/// templates. Where a list could not be read, no name is known to be free. Pure.
public final class ClusterLibrary {
    private ClusterLibrary() {}

    /// The library of what was listed.
    ///
    /// @param specifications of [ClusterReader#specifications]
    /// @param templates of [ClusterReader#templates]
    public static Library of(Listing specifications, Listing templates) {
        List<JsonNode> objects = Stream.concat(specifications.items().stream(), templates.items().stream())
                .toList();
        List<SpecProblem> gaps = Stream.of(specifications, templates)
                .flatMap(listing -> listing.gaps().stream())
                .map(ClusterLibrary::problem)
                .toList();
        return new LibraryOfObjects(objects, gaps);
    }

    private static SpecProblem problem(Failure why) {
        return new SpecProblem(new FieldPath(List.of(why.where())), why.what(), why.remedy());
    }
}
