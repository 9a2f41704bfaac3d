package io.kspec.server.testing;

import io.kspec.server.access.Role;
import io.kspec.server.account.Tokens;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Tokens for tests: `@Inject Callers callers`, then `new Http(server).with(callers.token(Role.Admin))`. Every
/// token is another user, with limits of its own.
@Singleton
public final class Callers {
    private final Tokens tokens;
    private final Transactions transactions;

    @Inject
    Callers(Tokens tokens, Transactions transactions) {
        this.tokens = tokens;
        this.transactions = transactions;
    }

    public String token(Role... roles) {
        return token(List.of(), roles);
    }

    /// A token of somebody who owns these environments.
    public String token(List<String> environments, Role... roles) {
        String name = "test-" + UUID.randomUUID();
        return transactions
                .call(transaction ->
                        tokens.forService(transaction, name, Set.of(roles), environments, "test", Duration.ofHours(1)))
                .text();
    }
}
