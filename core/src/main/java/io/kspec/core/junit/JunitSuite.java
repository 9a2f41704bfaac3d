package io.kspec.core.junit;

import java.util.List;

/// A named list of cases, in the order in which they are shown.
public record JunitSuite(String name, List<JunitCase> cases) {
    public JunitSuite {
        cases = List.copyOf(cases);
    }
}
