package io.kspec.server.account;

import io.kspec.server.access.Caller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Demands;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Slice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Tokens for programs: issued with roles and an expiry, listed without their text, revoked at once.
@Singleton
final class ServiceTokens {
    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST = Duration.ofDays(366);
    private final Tokens tokens;
    private final TokenRepository repository;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ServiceTokens(Tokens tokens, TokenRepository repository, Transactions transactions, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.repository = repository;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    record Request(
            Optional<String> name,
            Optional<Set<Role>> roles,
            Optional<List<String>> environments,
            Optional<Instant> expiresAt) {}

    /// `token` is shown here and never again.
    record Created(
            UUID tokenId, String name, String token, Set<Role> roles, List<String> environments, Instant expiresAt) {}

    Created issue(Request request, Caller by) {
        Demands demands = new Demands();
        String name = demands.text("name", request.name(), LONGEST_NAME);
        Set<Role> roles = request.roles().orElse(Set.of());
        List<String> environments = request.environments().orElse(List.of());
        Instant now = clock.instant();
        Instant expiry = request.expiresAt().orElse(now);
        demands.demand(!roles.isEmpty(), "roles", "must name a role: Admin, Operator, EnvironmentOwner or Viewer");
        demands.demand(
                environments.isEmpty() || roles.contains(Role.EnvironmentOwner),
                "environments",
                "are only for the role EnvironmentOwner");
        demands.demand(
                expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST)),
                "expiresAt",
                "is required, in the future and at most %d days away".formatted(LONGEST.toDays()));
        demands.done();
        return transactions.call(transaction -> {
            Tokens.Issued issued =
                    tokens.forService(transaction, name, roles, environments, by.id(), Duration.between(now, expiry));
            audit.record(
                    transaction,
                    Entry.success(
                                    AuditEvent.TokenIssued,
                                    Actor.of(by),
                                    "Token",
                                    issued.id().toString(),
                                    "a token for " + name)
                            .with(
                                    "roles",
                                    roles.stream()
                                            .map(Role::name)
                                            .sorted()
                                            .toList()
                                            .toString()));
            return new Created(issued.id(), name, issued.text(), roles, environments, issued.expiresAt());
        });
    }

    Slice<IssuedToken> list(Page page) {
        return transactions.call(transaction -> new Slice<>(
                repository.list(transaction, page.limit(), page.offset()), repository.count(transaction), page));
    }

    void revoke(UUID id, Caller by) {
        transactions.run(transaction -> {
            IssuedToken token = repository
                    .revoke(transaction, id, clock.instant())
                    .orElseThrow(() -> new Problem(
                                    Code.TOKEN_NOT_FOUND,
                                    "There is no token with this id. GET /authentication/tokens lists them.")
                            .refused());
            audit.record(
                    transaction,
                    Entry.success(
                            AuditEvent.TokenRevoked,
                            Actor.of(by),
                            "Token",
                            id.toString(),
                            "the token of %s was revoked".formatted(token.name())));
        });
    }
}
