package io.kspec.lifecycle.approval;

import io.kspec.lifecycle.strategy.Environment;
import java.util.Set;

/// Somebody who wants to decide.
///
/// @param name stable and unique: what is compared with who asked
/// @param roles all of them
/// @param environments those they own
public record Person(String name, Set<Role> roles, Set<Environment> environments) {
    public Person {
        roles = Set.copyOf(roles);
        environments = Set.copyOf(environments);
    }
}
