package io.kspec.server.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.kspec.server.access.Role;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/// Who can be written to. People of an external issuer have no account here and are not among them.
@Singleton
public final class People {
    private static final Field<String> ID = field("id::text", String.class);
    private static final Field<String> EMAIL = field("email", String.class);
    private static final Field<String[]> ROLES = field("roles", String[].class);
    private static final Field<String[]> ENVIRONMENTS = field("environments", String[].class);

    /// Somebody with an address; `id` is that of their [io.kspec.server.access.Caller].
    public record Reachable(String id, String email, Set<Role> roles, List<String> environments) {
        public Reachable {
            roles = Set.copyOf(roles);
            environments = List.copyOf(environments);
        }
    }

    /// Everybody with an address.
    public List<Reachable> reachable(DSLContext transaction) {
        return transaction
                .select(ID, EMAIL, ROLES, ENVIRONMENTS)
                .from(table("account"))
                .where(EMAIL.isNotNull())
                .orderBy(EMAIL)
                .fetch(People::reachable);
    }

    private static Reachable reachable(Record row) {
        return new Reachable(
                row.get(ID),
                row.get(EMAIL),
                Arrays.stream(row.get(ROLES)).map(Role::valueOf).collect(Collectors.toSet()),
                List.of(row.get(ENVIRONMENTS)));
    }
}
