package io.kspec.server.health;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// What `/readyz` says of each need, and what to do about one that is not met.
@Singleton
final class Ready {
    private final Needs needs;

    @Inject
    Ready(Needs needs) {
        this.needs = needs;
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck database() {
        return () -> answer("database", needs.database(), "It does not answer: see kspec.database.url.");
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck migrations() {
        return () -> answer("migrations", needs.migrations(), "Tables are older than this server: see its log.");
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck keys() {
        return () -> {
            List<String> missing = needs.missingKeys();
            return answer(
                    "keys",
                    missing.isEmpty(),
                    "Credentials are sealed with %s: put it back into kspec.keys.file, or see kspec.keys.vault."
                            .formatted(String.join(", ", missing)));
        };
    }

    private static HealthCheckResponse answer(String name, boolean met, String otherwise) {
        var answer = HealthCheckResponse.named(name).status(met);
        return met ? answer.build() : answer.withData("missing", otherwise).build();
    }
}
