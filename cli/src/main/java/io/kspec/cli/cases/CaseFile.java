package io.kspec.cli.cases;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.scan.RuleStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `kspec-test.yaml`, as it is written. Paths in it start at its own folder.
record CaseFile(
        @JsonPropertyDescription(
                "File of the ClusterSpecification to test. Unset means the embedded production profile.")
        @Size(min = 1, max = 4096)
        @Nullable
        String specification,

        @JsonPropertyDescription("What to judge, and what must come of it.") @Required @Size(min = 1, max = 1000)
        List<Case> cases) {
    CaseFile {
        cases = cases == null ? List.of() : List.copyOf(cases);
    }

    /// One case.
    record Case(
            @JsonPropertyDescription("A sentence: what the case shows.") @Required @Size(min = 1, max = 200) @Nullable
            String name,

            @JsonPropertyDescription("Files of the objects to judge, with at least one workload in them.")
            @Required
            @Size(min = 1, max = 100)
            List<@Size(min = 1, max = 4096) String> objects,

            @JsonPropertyDescription("The time at which to judge, RFC 3339. Unset means now.")
            @Size(max = 64)
            @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$")
            @Nullable
            String at,

            @JsonPropertyDescription(
                    "The status that each rule must come to. Keys are ids as kspec scan -o json prints them, names of "
                            + "rules or of checks, and * for all other rules about workloads.")
            @Required
            @Size(min = 1, max = 500)
            Map<String, RuleStatus> expect) {
        Case {
            objects = objects == null ? List.of() : List.copyOf(objects);
            expect = expect == null ? Map.of() : Map.copyOf(expect);
        }
    }
}
