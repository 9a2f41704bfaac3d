package io.kspec.cli.cases;

import java.util.List;

/// What became of one case; as expected when nothing differs.
record CaseResult(String name, List<Difference> differences) {
    CaseResult {
        differences = List.copyOf(differences);
    }

    boolean asExpected() {
        return differences.isEmpty();
    }
}
