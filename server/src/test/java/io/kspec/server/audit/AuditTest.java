package io.kspec.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.server.access.Role;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

@ServerTest
final class AuditTest {
    @TestHTTPResource("/")
    URI server;

    @Inject
    Audit audit;

    @Inject
    Transactions transactions;

    @Inject
    Callers callers;

    private final String id = UUID.randomUUID().toString();

    @Test
    void whatIsRolledBackWasNeverRecorded() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    audit.record(transaction, entry());
                    throw new IllegalStateException("the act failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(found()).isEmpty();
        assertThat(verdict()).isInstanceOf(Audit.Verdict.Intact.class);
    }

    @Test
    void entriesOfManyWritersAtOnceAreOneChain() {
        IntStream.range(0, 40).parallel().forEach(_ -> record(entry()));

        assertThat(admin().get("/api/v1/audit?limit=100&resourceId=" + id)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(40);
        assertThat(verdict()).isInstanceOf(Audit.Verdict.Intact.class);
    }

    @Test
    void anEntryCanBeFoundByWhatItSays() {
        record(entry().with("version", "1.2.3"));

        JsonNode entry = found().get(0);
        assertThat(entry.get("eventType").asText()).isEqualTo("OperatorRegistered");
        assertThat(entry.get("category").asText()).isEqualTo("Operator");
        assertThat(entry.at("/metadata/version").asText()).isEqualTo("1.2.3");
        assertThat(admin().get("/api/v1/audit?category=Cluster&resourceId=" + id)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(admin().get("/api/v1/audit?category=Nonsense&from=yesterday")
                        .json()
                        .at("/error/details"))
                .hasSize(2);
    }

    @Test
    void aSecretNeverReachesAnEntry() {
        record(entry().with("password", "hunter2")
                .with("kubeconfig", "hunter2")
                .with("note", "Authorization: Bearer hunter2")
                .with("key", "-----BEGIN RSA PRIVATE KEY-----\nhunter2"));

        assertThat(found().toString()).doesNotContain("hunter2").contains("***");
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveAnEntry() {
        record(entry());

        assertThatThrownBy(() -> execute("update audit_entry set message = 'nothing happened'"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("delete from audit_entry")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> execute("truncate audit_entry")).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoChangesAnEntryPastTheDatabaseIsSeenAndWhere() {
        record(entry());
        long sequence = found().get(0).get("sequence").asLong();

        assertThat(verdictWhile("update audit_entry set message = 'x' where sequence = " + sequence))
                .isEqualTo(new Audit.Verdict.Broken(sequence, "its fields do not confirm its hash: it was changed"));
        record(entry());
        assertThat(verdictWhile("delete from audit_entry where sequence = " + sequence))
                .isInstanceOfSatisfying(Audit.Verdict.Broken.class, broken -> assertThat(broken.sequence())
                        .isEqualTo(sequence));
        assertThat(verdictWhile("delete from audit_entry where sequence = (select max(sequence) from audit_entry)"))
                .isInstanceOfSatisfying(Audit.Verdict.Broken.class, broken -> assertThat(broken.why())
                        .contains("ends before"));
        assertThat(verdict()).isInstanceOf(Audit.Verdict.Intact.class);
    }

    @Test
    void whatRetentionLeavesIsStillAChain() {
        record(entry());
        AtomicReference<Audit.Verdict> left = new AtomicReference<>();
        undone(() -> transactions.run(transaction -> {
            assertThat(audit.trim(transaction, Duration.ofNanos(1))).isPositive();
            left.set(audit.verify(transaction));
            throw new Undone();
        }));

        assertThat(left.get()).isInstanceOfSatisfying(Audit.Verdict.Intact.class, intact -> assertThat(intact.entries())
                .isEqualTo(1));
        int young = transactions.call(transaction -> audit.trim(transaction, Duration.ofDays(400)));
        assertThat(young).isZero();
    }

    @Test
    void theExportHasOneEntryALineAndVerifyingSaysIntact() {
        record(entry());
        record(entry());

        String lines = admin().get("/api/v1/audit/export?resourceId=" + id).body();
        assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"sequence\":"));
        assertThat(admin().get("/api/v1/audit/verify").json().get("intact").asBoolean())
                .isTrue();
    }

    @Test
    void theExportSpeaksTheFormatOfSecurityToolsWhenAsked() {
        record(entry());

        String path = "/api/v1/audit/export?format=ocsf&resourceId=" + id;
        assertThat(admin().get(path).json().get("class_uid").asInt()).isEqualTo(6003);
        assertThat(admin().get("/api/v1/audit/export?format=xml").code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void whoIsTurnedAwayIsRecorded() {
        Http viewer = new Http(server).with(callers.token(Role.Viewer));
        assertThat(viewer.get("/api/v1/audit").status()).isEqualTo(403);

        JsonNode denied =
                admin().get("/api/v1/audit?eventType=AccessDenied").json().at("/entries/0");
        assertThat(denied.at("/resource/id").asText()).contains("GET ").contains("audit");
        assertThat(denied.at("/sourceAddress").asText()).isNotBlank();
        assertThat(denied.at("/traceId").asText()).matches("[0-9a-f]{32}");
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// What verification says inside a transaction in which somebody got past the triggers; it is rolled back.
    private Audit.Verdict verdictWhile(String tampering) {
        AtomicReference<Audit.Verdict> verdict = new AtomicReference<>();
        undone(() -> transactions.run(transaction -> {
            transaction.execute("set local session_replication_role = replica");
            transaction.execute(tampering);
            verdict.set(audit.verify(transaction));
            throw new Undone();
        }));
        return verdict.get();
    }

    private static void undone(Runnable act) {
        assertThatThrownBy(act::run).isInstanceOf(Undone.class);
    }

    private Audit.Verdict verdict() {
        return transactions.call(audit::verify);
    }

    private void record(Entry entry) {
        transactions.run(transaction -> audit.record(transaction, entry));
    }

    private void execute(String sql) {
        transactions.run(transaction -> transaction.execute(sql));
    }

    private JsonNode found() {
        return admin().get("/api/v1/audit?resourceId=" + id).json().get("entries");
    }

    private Http admin() {
        return new Http(server).with(callers.token(Role.Admin));
    }

    private Entry entry() {
        return Entry.success(AuditEvent.OperatorRegistered, Actor.SERVER, "Operator", id, "registered");
    }
}
