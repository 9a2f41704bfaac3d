package io.kspec.server.account;

import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/// Makes the first administrator when nobody has an account, and writes password and token to a file that only the
/// server's user reads; neither is ever logged. With several replicas one makes it, the others find it made.
@Singleton
final class FirstAdmin {
    static final String NAME = "admin";
    private static final Duration TOKEN_LIFETIME = Duration.ofDays(30);
    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Transactions transactions;
    private final Audit audit;
    private final Optional<Path> file;

    @Inject
    FirstAdmin(
            AccountRepository accounts,
            Passwords passwords,
            Tokens tokens,
            Transactions transactions,
            Audit audit,
            AccountSettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.transactions = transactions;
        this.audit = audit;
        this.file = settings.firstAdminFile();
    }

    void start(@Observes StartupEvent started) {
        transactions.run(transaction -> {
            transaction.execute("lock table account in share row exclusive mode");
            if (accounts.isEmpty(transaction)) {
                file.ifPresentOrElse(
                        target -> make(transaction, target),
                        () -> LOG.warn("Nobody has an account: set kspec.account.first-admin-file for a first one."));
            }
        });
    }

    private void make(DSLContext transaction, Path target) {
        String password = Passwords.generate();
        Account admin = new Account(
                UUID.randomUUID(),
                NAME,
                Optional.empty(),
                Optional.empty(),
                Set.of(Role.Admin),
                List.of(),
                Account.Lock.OPEN);
        accounts.add(transaction, admin, passwords.hash(password));
        Tokens.Issued token =
                tokens.forService(transaction, "first-admin", admin.roles(), List.of(), "server", TOKEN_LIFETIME);
        write(target, "username=%s\npassword=%s\ntoken=%s\n".formatted(NAME, password, token.text()));
        audit.record(
                transaction,
                Entry.success(
                        AuditEvent.TokenIssued,
                        Actor.SERVER,
                        "Token",
                        token.id().toString(),
                        "the first token"));
        LOG.infof("The first administrator's password and token are in %s.", target);
    }

    /// A new file every time, so that nobody who could open an older one reads it.
    private static void write(Path target, String text) {
        try {
            Files.deleteIfExists(target);
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(target, text, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw new IllegalStateException(
                    "%s cannot be written (%s). Let kspec.account.first-admin-file name a file in a directory the server may write to."
                            .formatted(target, refused.getClass().getSimpleName()),
                    refused);
        }
    }
}
