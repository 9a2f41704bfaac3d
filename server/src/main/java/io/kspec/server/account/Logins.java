package io.kspec.server.account;

import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/// Judges a password. An unknown name, a wrong password and a locked account look the same from outside and take the
/// same time; the audit log tells them apart.
@Singleton
final class Logins {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Logins(
            AccountRepository accounts,
            Passwords passwords,
            Tokens tokens,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    record LoggedIn(Account account, Tokens.Issued token) {}

    /// Empty when refused. The slow comparison holds no connection; its result counts against the account as it is
    /// then.
    Optional<LoggedIn> logIn(String username, String password) {
        Optional<String> hash = transactions.call(transaction -> accounts.passwordHash(transaction, username));
        boolean matches = passwords.matches(password, hash);
        return transactions.call(transaction -> accounts.lock(transaction, username)
                .flatMap(account -> judge(transaction, account, matches))
                .or(() -> unknown(transaction, username, hash)));
    }

    private Optional<LoggedIn> judge(DSLContext transaction, Account account, boolean matches) {
        Instant now = clock.instant();
        if (account.lock().holds(now)) {
            refused(transaction, account, "the account is locked");
            return Optional.empty();
        }
        if (!matches) {
            Account.Lock lock = account.lock().afterFailure(now);
            accounts.set(transaction, account.id(), lock);
            refused(transaction, account, "the password is wrong");
            lock.until().ifPresent(until -> lockedOut(transaction, account, until));
            return Optional.empty();
        }
        accounts.set(transaction, account.id(), Account.Lock.OPEN);
        Tokens.Issued token = tokens.forLogin(transaction, account);
        Entry entry = Entry.success(
                        AuditEvent.LoginSucceeded,
                        actor(account),
                        "Account",
                        account.username(),
                        account.username() + " logged in")
                .with("tokenId", token.id().toString());
        audit.record(transaction, entry);
        return Optional.of(new LoggedIn(account, token));
    }

    private void lockedOut(DSLContext transaction, Account account, Instant until) {
        String message = "%s is locked until %s after %d wrong passwords"
                .formatted(account.username(), until, Account.FAILURES_ALLOWED);
        audit.record(
                transaction,
                Entry.failure(AuditEvent.LockedOut, actor(account), "Account", account.username(), message));
    }

    private Optional<LoggedIn> unknown(DSLContext transaction, String username, Optional<String> hash) {
        if (hash.isEmpty()) {
            audit.record(
                    transaction,
                    Entry.failure(
                            AuditEvent.LoginFailed,
                            Actor.unproven(username),
                            "Account",
                            username,
                            "nobody has this name"));
        }
        return Optional.empty();
    }

    private void refused(DSLContext transaction, Account account, String why) {
        audit.record(
                transaction, Entry.failure(AuditEvent.LoginFailed, actor(account), "Account", account.username(), why));
    }

    private static Actor actor(Account account) {
        return new Actor(account.id().toString(), account.username(), account.email());
    }
}
