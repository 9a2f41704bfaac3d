package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.mail.Letter;
import io.kspec.server.mail.Letter.Fact;
import io.kspec.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/// Tells those who are told of failed deployments, by mail.
@Singleton
final class MailedAnnouncements implements Announcements {
    /// Good news goes to watchers only.
    private static final Set<String> QUIET = Set.of("RolloutCompleted", "RolloutCancelled");

    private final Mail mail;

    @Inject
    MailedAnnouncements(Mail mail) {
        this.mail = mail;
    }

    @Override
    public void tell(DSLContext transaction, Rollout rollout, String subject, String message) {
        if (QUIET.contains(subject)) {
            return;
        }
        List<Fact> facts = List.of(
                new Fact("Operator", rollout.order().operator()),
                new Fact("Version", rollout.order().version()),
                new Fact("Clusters", DeploymentViews.names(rollout)),
                new Fact("Status", rollout.state().word()),
                new Fact("Deployment", rollout.id()));
        mail.alert(
                transaction,
                new Letter(
                        "Deployment",
                        rollout.id(),
                        "%s: %s %s"
                                .formatted(
                                        subject,
                                        rollout.order().operator(),
                                        rollout.order().version()),
                        message,
                        facts,
                        List.of("GET /api/v1/deployments/%s tells the rest.".formatted(rollout.id()))));
    }
}
