package io.kspec.server.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;

/// Leaves letters with a transaction; they are sent once it is committed, within seconds while the mail server
/// answers. Without a mail server nothing is left and nobody is told.
@Singleton
public final class Mail {
    private final MailRepository outbox;
    private final MailSettings settings;

    @Inject
    Mail(MailRepository outbox, MailSettings settings) {
        this.outbox = outbox;
        this.settings = settings;
    }

    /// A letter to each of the recipients.
    public void post(DSLContext transaction, Letter letter, Collection<String> recipients) {
        if (settings.host().isEmpty()) {
            return;
        }
        Written written = Written.of(letter);
        for (String recipient : new TreeSet<>(recipients)) {
            outbox.add(transaction, letter, written, recipient, settings.givesUpAfter());
        }
    }

    /// A letter to those who are told of failed deployments and unhealthy operators. Leave one where it begins, not
    /// where it still is.
    public void alert(DSLContext transaction, Letter letter) {
        post(transaction, letter, settings.alerts().orElse(List.of()));
    }

    /// Where people find something of this server; empty when it was not told its own address.
    ///
    /// @param path such as `/api/v1/approvals`
    public Optional<URI> link(String path) {
        return settings.link().map(base -> URI.create(base.toString().replaceAll("/+$", "") + path));
    }

    /// Addresses that are told of every request for approval.
    public List<String> approvers() {
        return settings.approvers().orElse(List.of());
    }
}
