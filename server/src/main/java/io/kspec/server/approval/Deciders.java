package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Person;
import io.kspec.lifecycle.approval.Role;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Caller;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// People as the rules of approval see them.
final class Deciders {
    private Deciders() {}

    static Person of(Caller caller) {
        return of(caller.id(), caller.roles(), caller.environments());
    }

    static Person of(String id, Set<io.kspec.server.access.Role> roles, Collection<String> environments) {
        return new Person(
                id, roles.stream().map(Deciders::role).collect(Collectors.toSet()), environments(environments));
    }

    /// The environments that exist among these names.
    static Set<Environment> environments(Collection<String> names) {
        return names.stream().map(Environment::of).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static Role role(io.kspec.server.access.Role role) {
        return switch (role) {
            case Admin -> Role.ADMIN;
            case Operator -> Role.OPERATOR;
            case EnvironmentOwner -> Role.ENVIRONMENT_OWNER;
            case Viewer -> Role.VIEWER;
        };
    }
}
