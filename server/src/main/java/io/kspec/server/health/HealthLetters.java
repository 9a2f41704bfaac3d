package io.kspec.server.health;

import io.kspec.lifecycle.health.Health;
import io.kspec.server.cluster.Words;
import io.kspec.server.mail.Letter;
import io.kspec.server.mail.Letter.Fact;
import io.kspec.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;

/// Tells people by mail that an operator is unhealthy on a cluster, once its checks failed as often as a rollback
/// needs, and that it is healthy again. What is told once is not told anew by the next check or the next replica.
@Singleton
final class HealthLetters implements HealthListener {
    private final CheckRepository checks;
    private final Mail mail;

    @Inject
    HealthLetters(CheckRepository checks, Mail mail) {
        this.checks = checks;
        this.mail = mail;
    }

    @Override
    public void checked(DSLContext transaction, OperatorCheck check) {
        Health health = check.reading().health();
        boolean unhealthy = health == Health.UNHEALTHY && check.failures().reached();
        if (unhealthy && checks.tellUnhealthy(transaction, check, true)) {
            mail.alert(
                    transaction, letter(check, "is unhealthy", check.reading().sentence()));
        } else if (health == Health.HEALTHY && checks.tellUnhealthy(transaction, check, false)) {
            mail.alert(transaction, letter(check, "is healthy again", "Its checks pass again."));
        }
    }

    private static Letter letter(OperatorCheck check, String what, String opening) {
        String name = "%s %s".formatted(check.operator(), check.version());
        return new Letter(
                "Operator",
                check.operator(),
                "%s %s on %s".formatted(name, what, check.clusterName()),
                opening,
                List.of(
                        new Fact("Operator", check.operator()),
                        new Fact("Version", check.version()),
                        new Fact("Cluster", check.clusterName()),
                        new Fact("Health", Words.of(check.reading().health())),
                        new Fact(
                                "Failed checks in a row",
                                Integer.toString(check.failures().count())),
                        new Fact("Checked at", check.at().toString())),
                List.of("GET /api/v1/clusters/%s/operators/%s/health tells the rest."
                        .formatted(check.clusterName(), check.operator())));
    }
}
