package io.kspec.server.approval;

import static org.jooq.impl.DSL.field;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.audit.Actor;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;

/// The columns of `approval` and `approval_vote`, and what a row of them says.
final class ApprovalRows {
    static final Field<UUID> ID = field("id", UUID.class);
    static final Field<String> KIND = field("kind", String.class);
    static final Field<UUID> DEPLOYMENT = field("deployment_id", UUID.class);
    static final Field<String> OPERATOR = field("operator", String.class);
    static final Field<String> FROM_VERSION = field("from_version", String.class);
    static final Field<String> TARGET_VERSION = field("target_version", String.class);
    static final Field<String[]> CLUSTERS = field("clusters", String[].class);
    static final Field<String[]> CRD_NAMES = field("crd_names", String[].class);
    static final Field<String[]> CRD_CHANGES = field("crd_changes", String[].class);
    static final Field<String> ENVIRONMENT = field("environment", String.class);
    static final Field<Integer> QUORUM = field("quorum", Integer.class);
    static final Field<String> REASON = field("reason", String.class);
    static final Field<String> DIGEST = field("digest", String.class);
    static final Field<String> REQUESTER_ID = field("requester_id", String.class);
    static final Field<String> REQUESTER_NAME = field("requester_name", String.class);
    static final Field<String> REQUESTER_EMAIL = field("requester_email", String.class);
    static final Field<OffsetDateTime> CREATED = field("created_at", OffsetDateTime.class);
    static final Field<OffsetDateTime> EXPIRES = field("expires_at", OffsetDateTime.class);
    static final Field<String> STATE = field("state", String.class);
    static final Field<String> ENDED_BY = field("ended_by", String.class);
    static final Field<String> ENDED_BY_NAME = field("ended_by_name", String.class);
    static final Field<OffsetDateTime> ENDED = field("ended_at", OffsetDateTime.class);
    static final Field<String> ENDED_REASON = field("ended_reason", String.class);
    static final Field<UUID> VOTED = field("approval_id", UUID.class);
    static final Field<String> PERSON = field("person", String.class);
    static final Field<String> PERSON_NAME = field("person_name", String.class);
    static final Field<OffsetDateTime> AT = field("at", OffsetDateTime.class);
    static final Field<String> NOTES = field("notes", String.class);

    private ApprovalRows() {}

    /// A consent to a request.
    record Voted(UUID request, String name, Approval.Vote vote) {}

    static Voted voted(Record row) {
        return new Voted(
                row.get(VOTED),
                row.get(PERSON_NAME),
                new Approval.Vote(row.get(PERSON), row.get(AT).toInstant(), row.get(NOTES)));
    }

    static Request request(Record row, List<Voted> all) {
        UUID id = row.get(ID);
        List<Voted> votes =
                all.stream().filter(vote -> vote.request().equals(id)).toList();
        Map<String, String> names = new HashMap<>();
        names.put(row.get(REQUESTER_ID), row.get(REQUESTER_NAME));
        votes.forEach(vote -> names.put(vote.vote().by(), vote.name()));
        Optional.ofNullable(row.get(ENDED_BY)).ifPresent(by -> names.put(by, row.get(ENDED_BY_NAME)));
        return new Request(
                id,
                Optional.ofNullable(row.get(DEPLOYMENT)),
                what(row),
                new Actor(
                        row.get(REQUESTER_ID), row.get(REQUESTER_NAME), Optional.ofNullable(row.get(REQUESTER_EMAIL))),
                row.get(CREATED).toInstant(),
                approval(row, votes.stream().map(Voted::vote).toList()),
                names);
    }

    private static Ask.What what(Record row) {
        return new Ask.What(
                row.get(OPERATOR),
                Optional.ofNullable(row.get(FROM_VERSION)),
                row.get(TARGET_VERSION),
                List.of(row.get(CLUSTERS)),
                List.of(row.get(CRD_NAMES)),
                List.of(row.get(CRD_CHANGES)));
    }

    private static Approval approval(Record row, List<Approval.Vote> votes) {
        Need need = new Need(
                one(ApprovalKind.values(), ApprovalKind::word, row.get(KIND)),
                one(Environment.values(), Environment::word, row.get(ENVIRONMENT)),
                row.get(QUORUM),
                row.get(REASON));
        return new Approval(
                need,
                row.get(DIGEST),
                row.get(REQUESTER_ID),
                row.get(EXPIRES).toInstant(),
                one(ApprovalState.values(), ApprovalRows::word, row.get(STATE)),
                votes,
                Optional.ofNullable(row.get(ENDED))
                        .map(at -> new Approval.Ended(row.get(ENDED_BY), at.toInstant(), row.get(ENDED_REASON))));
    }

    private static <T> T one(T[] values, Function<T, String> word, String stored) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is stored, which nobody writes".formatted(stored)));
    }

    /// The name on the wire and in the store.
    static String word(ApprovalState state) {
        return switch (state) {
            case PENDING -> "Pending";
            case APPROVED -> "Approved";
            case REJECTED -> "Rejected";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
        };
    }
}
