package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.database.Transactions;
import io.kspec.server.testing.LogLines;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestDatabase;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The ring of the tests has an old key behind the one that seals.
@ServerTest
final class ResealingTest {
    private static final String SECRET = "what must not be lost";
    private static final Sealer OLD = new Sealer(ring(TestDatabase.OLD_KEY));

    @Inject
    Resealing resealing;

    @Inject
    Sealer sealer;

    @Inject
    Transactions transactions;

    private final UUID id = UUID.randomUUID();

    @AfterEach
    void remove() {
        execute("delete from cluster_credentials where cluster_id = ?", id);
        execute("delete from clusters where id = ?", id);
        execute("delete from revisions where digest = ?", id.toString());
        execute("delete from charts where digest = ?", id.toString());
        execute("delete from rollouts where id = ?", id);
    }

    @Test
    void credentialsRevisionsAndValuesAreSealedWithTheFirstKeyOfTheRing() {
        credential(OLD);
        revision();
        values();

        resealing.all();

        assertThat(opened("select sealed, key_id from cluster_credentials where cluster_id = ?", id, "cluster/" + id))
                .contains(SECRET);
        assertThat(opened(
                        "select sealed_values as sealed, key_id from revisions where digest = ?",
                        id.toString(),
                        "revision " + id))
                .contains(SECRET);
        assertThat(opened(
                        "select decode(helm_values->>'sealed', 'base64') as sealed, helm_values->>'keyId' as key_id"
                                + " from rollouts where id = ?",
                        id,
                        "values of deployment " + id))
                .contains(SECRET);
    }

    @Test
    void whatDoesNotOpenIsLeftAsItIsAndSaid() {
        credential(new Sealer(ring("lost " + Base64.getEncoder().encodeToString(Gcm.newKey()))));
        byte[] before = row("select sealed from cluster_credentials where cluster_id = ?", id)
                .get("sealed", byte[].class);

        List<String> said;
        try (var lines = new LogLines()) {
            resealing.all();
            said = lines.so();
        }

        assertThat(row("select sealed from cluster_credentials where cluster_id = ?", id)
                        .get("sealed", byte[].class))
                .isEqualTo(before);
        assertThat(said)
                .anyMatch(line -> line.contains("one of the credentials of clusters does not open with the key lost")
                        && line.contains("cluster/" + id));
    }

    /// Empty when another key than the first sealed it.
    private Optional<String> opened(String query, Object key, String context) {
        Record row = row(query, key);
        var sealed = new Sealed(row.get("sealed", byte[].class), row.get("key_id", String.class));
        return sealed.keyId().equals(sealer.activeKey()) && sealer.open(sealed, context) instanceof Opened.Plain plain
                ? Optional.of(new String(plain.bytes(), UTF_8))
                : Optional.empty();
    }

    private void credential(Sealer by) {
        Sealed sealed = by.seal(SECRET.getBytes(UTF_8), "cluster/" + id);
        execute("""
                insert into clusters (id, name, environment, api_server_url, kubernetes_version, nodes_ready,
                    nodes_not_ready, health, latency_ms, registered_at, updated_at, enabled, check_due)
                values (?, ?, 'Development', '', '', 1, 0, 'Healthy', 1, now(), now(), false, now())
                """, id, "c-" + id);
        execute(
                "insert into cluster_credentials (cluster_id, revision, sealed, key_id) values (?, ?, ?, ?)",
                id,
                UUID.randomUUID(),
                sealed.bytes(),
                sealed.keyId());
    }

    private void revision() {
        Sealed sealed = OLD.seal(SECRET.getBytes(UTF_8), "revision " + id);
        execute("insert into charts (digest, content, stored_at) values (?, ?, now())", id.toString(), new byte[1]);
        execute("""
                insert into revisions (digest, operator_name, version, chart_digest, sealed_values, key_id, stored_at)
                values (?, 'widgets', '1.0.0', ?, ?, ?, now())
                """, id.toString(), id.toString(), sealed.bytes(), sealed.keyId());
    }

    private void values() {
        Sealed sealed = OLD.seal(SECRET.getBytes(UTF_8), "values of deployment " + id);
        execute(
                """
                insert into rollouts (id, schema, machine, operator_name, target_version, strategy, state,
                    requested_by, requester_id, requested_at, completed_at, helm_values, requires_consent)
                values (?, 0, '{}', 'widgets', '1.0.0', 'Direct', 'Completed', 'somebody', 'somebody', now(), now(),
                    cast(? as jsonb), false)
                """,
                id,
                "{\"keyId\": \"%s\", \"sealed\": \"%s\"}"
                        .formatted(sealed.keyId(), Base64.getEncoder().encodeToString(sealed.bytes())));
    }

    private Record row(String query, Object key) {
        return transactions.call(transaction -> transaction.fetchSingle(query, key));
    }

    private void execute(String statement, Object... values) {
        transactions.run(transaction -> transaction.execute(statement, values));
    }

    private static KeyRing ring(String text) {
        return switch (KeyRing.read(text, "a test")) {
            case KeyRing.Reading.Ring(KeyRing keys) -> keys;
            case KeyRing.Reading.NoRing(var why) -> throw new AssertionError(why.sentence());
        };
    }
}
