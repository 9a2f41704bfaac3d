package io.kspec.core.exemption;

import io.kspec.core.rule.Checks;
import io.kspec.core.rule.Rule;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.spec.ExemptedResource;
import io.kspec.core.spec.PolicyExemption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An approved, expiring pardon of violations.
///
/// @param expires the instant from which it holds no more; empty for never
/// @param namespaces empty for all
/// @param resources empty for every object
/// @param checks checks, rules or instances of rules by name; empty for all
public record Exemption(
        String name,
        String reason,
        String approver,
        Optional<Instant> expires,
        List<Wildcard> namespaces,
        List<Named> resources,
        List<String> checks) {
    public Exemption {
        namespaces = List.copyOf(namespaces);
        resources = List.copyOf(resources);
        checks = List.copyOf(checks);
    }

    /// Objects that an exemption names.
    ///
    /// @param kind empty for any
    /// @param namespace empty for any
    /// @param labels labels that the object carries, all of them
    public record Named(Optional<String> kind, Wildcard name, Optional<String> namespace, Map<String, String> labels) {
        public Named {
            labels = Map.copyOf(labels);
        }

        static Named of(ExemptedResource resource) {
            return new Named(
                    Optional.ofNullable(resource.kind()),
                    new Wildcard(Objects.requireNonNullElse(resource.name(), "*")),
                    Optional.ofNullable(resource.namespace()),
                    resource.labelSelector());
        }

        /// By the object's own name or by that of a workload that it belongs to.
        boolean names(Petitioner petitioner) {
            return namespace.map(petitioner.namespace()::equals).orElse(true)
                    && petitioner.labels().entrySet().containsAll(labels.entrySet())
                    && petitioner.identities().stream()
                            .anyMatch(identity ->
                                    kind.map(identity.kind()::equals).orElse(true) && name.matches(identity.name()));
        }
    }

    /// An end that cannot be read is one that has passed: a broken exemption pardons nothing.
    public static Exemption of(PolicyExemption exemption) {
        return new Exemption(
                Objects.requireNonNullElse(exemption.name(), ""),
                Objects.requireNonNullElse(exemption.reason(), ""),
                Objects.requireNonNullElse(exemption.approver(), ""),
                Optional.ofNullable(exemption.expiresAt()).map(Exemption::instant),
                exemption.namespaces().stream().map(Wildcard::new).toList(),
                exemption.resources().stream().map(Named::of).toList(),
                exemption.checks());
    }

    /// Whether it still holds: up to and without the instant at which it expires.
    public boolean holds(Instant now) {
        return expires.map(now::isBefore).orElse(true);
    }

    /// Whether it is about a rule.
    public boolean concerns(Rule rule) {
        return checks.isEmpty() || checks.stream().anyMatch(word -> Checks.names(word, rule.id(), rule.card()));
    }

    /// Whether it is about an object. What has no namespace is pardoned by name only.
    public boolean names(Petitioner petitioner) {
        boolean here = namespaces.isEmpty()
                || namespaces.stream().anyMatch(pattern -> pattern.matches(petitioner.namespace()));
        return here && (resources.isEmpty() || resources.stream().anyMatch(resource -> resource.names(petitioner)));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException broken) {
            return Instant.MIN;
        }
    }
}
