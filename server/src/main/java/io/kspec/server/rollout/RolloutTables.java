package io.kspec.server.rollout;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Names of tables and columns, as `V200__rollouts.sql` makes them.
final class RolloutTables {
    static final Table<Record> ROLLOUTS = table("rollouts");
    static final Table<Record> CLUSTERS = table("rollout_clusters");
    static final Table<Record> TRANSITIONS = table("rollout_transitions");
    static final Table<Record> COMMANDS = table("rollout_commands");
    static final Table<Record> INBOX = table("rollout_inbox");
    static final Table<Record> EVENTS = table("rollout_events");
    static final Table<Record> SLOTS = table("rollout_slots");
    static final Table<Record> LEASES = table("cluster_leases");
    static final Table<Record> INSTALLATIONS = table("installations");
    static final Table<Record> UNDEPLOYMENTS = table("undeployments");

    static final Field<UUID> ID = field("id", UUID.class);
    static final Field<Long> ENTRY = field("id", Long.class);
    static final Field<UUID> ROLLOUT = field("rollout", UUID.class);
    static final Field<Long> NUMBER = field("number", Long.class);
    static final Field<Integer> SCHEMA = field("schema", Integer.class);
    static final Field<JSONB> MACHINE = field("machine", JSONB.class);
    static final Field<String> OPERATOR = field("operator_name", String.class);
    static final Field<String> CLUSTER = field("cluster_name", String.class);
    static final Field<String> TARGET_VERSION = field("target_version", String.class);
    static final Field<String> PREVIOUS_VERSION = field("previous_version", String.class);
    static final Field<String> STRATEGY = field("strategy", String.class);
    static final Field<String> STATE = field("state", String.class);
    static final Field<String> REQUESTED_BY = field("requested_by", String.class);
    static final Field<String> REQUESTER_ID = field("requester_id", String.class);
    static final Field<String> REQUESTER_EMAIL = field("requester_email", String.class);
    static final Field<OffsetDateTime> REQUESTED_AT = field("requested_at", OffsetDateTime.class);
    static final Field<OffsetDateTime> ESTIMATED_AT = field("estimated_at", OffsetDateTime.class);
    static final Field<OffsetDateTime> COMPLETED_AT = field("completed_at", OffsetDateTime.class);
    static final Field<JSONB> HELM_VALUES = field("helm_values", JSONB.class);
    static final Field<Boolean> REQUIRES_CONSENT = field("requires_consent", Boolean.class);
    static final Field<String> TRACE_PARENT = field("trace_parent", String.class);
    static final Field<Long> LAST_EVENT = field("last_event", Long.class);

    static final Field<Integer> POSITION = field("position", Integer.class);
    static final Field<Integer> WAVE = field("wave", Integer.class);
    static final Field<String> STEP = field("step", String.class);
    static final Field<Boolean> CHANGED = field("changed", Boolean.class);
    static final Field<Boolean> SUPERSEDED = field("superseded", Boolean.class);

    static final Field<String> FROM_STATE = field("from_state", String.class);
    static final Field<String> TO_STATE = field("to_state", String.class);
    static final Field<String> TRIGGER = field("trigger", String.class);
    static final Field<String> CAUSE = field("cause", String.class);
    static final Field<String> ACTOR = field("actor", String.class);
    static final Field<OffsetDateTime> AT = field("at", OffsetDateTime.class);

    static final Field<String> KIND = field("kind", String.class);
    static final Field<String> LANE = field("lane", String.class);
    static final Field<JSONB> PAYLOAD = field("payload", JSONB.class);
    static final Field<OffsetDateTime> DUE_AT = field("due_at", OffsetDateTime.class);
    static final Field<Long> CLAIM = field("claim", Long.class);
    static final Field<String> CLAIMED_BY = field("claimed_by", String.class);
    static final Field<Integer> ATTEMPTS = field("attempts", Integer.class);
    static final Field<String> RESULT = field("result", String.class);
    static final Field<OffsetDateTime> ENDED_AT = field("ended_at", OffsetDateTime.class);

    static final Field<JSONB> EVENT = field("event", JSONB.class);
    static final Field<String> NAME = field("name", String.class);
    static final Field<JSONB> DATA = field("data", JSONB.class);
    static final Field<OffsetDateTime> SINCE = field("since", OffsetDateTime.class);

    static final Field<Long> TOKEN = field("token", Long.class);
    static final Field<UUID> HOLDER = field("holder", UUID.class);
    static final Field<Long> OWNER = field("owner", Long.class);
    static final Field<OffsetDateTime> EXPIRES_AT = field("expires_at", OffsetDateTime.class);

    static final Field<String> VERSION = field("version", String.class);
    static final Field<String> DIGEST = field("digest", String.class);
    static final Field<Integer> RELEASE = field("release", Integer.class);
    static final Field<String> NAMESPACE = field("namespace", String.class);
    static final Field<OffsetDateTime> DEPLOYED_AT = field("deployed_at", OffsetDateTime.class);

    private RolloutTables() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(@Nullable OffsetDateTime column) {
        return Optional.ofNullable(column).map(OffsetDateTime::toInstant);
    }
}
