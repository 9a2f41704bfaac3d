package io.kspec.server.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.kspec.server.access.Role;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// People, their passwords' hashes and their locks.
@Singleton
final class AccountRepository {
    private static final Table<Record> ACCOUNT = table("account");
    private static final Field<UUID> ID = field("id", UUID.class);
    private static final Field<String> USERNAME = field("username", String.class);
    private static final Field<String> EMAIL = field("email", String.class);
    private static final Field<String> FULL_NAME = field("full_name", String.class);
    private static final Field<String> PASSWORD_HASH = field("password_hash", String.class);
    private static final Field<String[]> ROLES = field("roles", String[].class);
    private static final Field<String[]> ENVIRONMENTS = field("environments", String[].class);
    private static final Field<Integer> FAILED = field("failed_logins", Integer.class);
    private static final Field<OffsetDateTime> LOCKED = field("locked_until", OffsetDateTime.class);

    boolean isEmpty(DSLContext transaction) {
        return !transaction.fetchExists(ACCOUNT);
    }

    /// The hash of this user's password.
    Optional<String> passwordHash(DSLContext transaction, String username) {
        return transaction
                .select(PASSWORD_HASH)
                .from(ACCOUNT)
                .where(USERNAME.eq(username))
                .fetchOptional(PASSWORD_HASH);
    }

    /// The account, locked until the transaction ends.
    Optional<Account> lock(DSLContext transaction, String username) {
        return transaction
                .selectFrom(ACCOUNT)
                .where(USERNAME.eq(username))
                .forUpdate()
                .fetchOptional(AccountRepository::account);
    }

    void add(DSLContext transaction, Account account, String passwordHash) {
        transaction
                .insertInto(ACCOUNT)
                .set(ID, account.id())
                .set(USERNAME, account.username())
                .set(EMAIL, account.email().orElse(null))
                .set(FULL_NAME, account.fullName().orElse(null))
                .set(PASSWORD_HASH, passwordHash)
                .set(ROLES, account.roles().stream().map(Role::name).toArray(String[]::new))
                .set(ENVIRONMENTS, account.environments().toArray(String[]::new))
                .execute();
    }

    void set(DSLContext transaction, UUID id, Account.Lock lock) {
        transaction
                .update(ACCOUNT)
                .set(FAILED, lock.failures())
                .set(
                        LOCKED,
                        lock.until()
                                .map(until -> until.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .where(ID.eq(id))
                .execute();
    }

    private static Account account(Record row) {
        return new Account(
                row.get(ID),
                row.get(USERNAME),
                Optional.ofNullable(row.get(EMAIL)),
                Optional.ofNullable(row.get(FULL_NAME)),
                Arrays.stream(row.get(ROLES)).map(Role::valueOf).collect(Collectors.toSet()),
                List.of(row.get(ENVIRONMENTS)),
                new Account.Lock(
                        row.get(FAILED), Optional.ofNullable(row.get(LOCKED)).map(OffsetDateTime::toInstant)));
    }
}
