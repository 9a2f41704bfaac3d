package io.kspec.server.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.Transactions;
import io.kspec.server.mail.MailServer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who is told what, through the running server and a mail server.
@ServerTest
@QuarkusTestResource(value = MailServer.class, restrictToAnnotatedClass = true)
final class ApprovalLettersTest {
    /// What people are promised.
    private static final Duration SOON = Duration.ofSeconds(30);

    GreenMail mail;

    @Inject
    Approvals approvals;

    @Inject
    Transactions transactions;

    private final String unique = UUID.randomUUID().toString();
    private final String operator = "operator-" + unique;

    @Test
    void whoMayDecideIsToldAndWhoAskedHearsWhatBecameOfIt() {
        add("admin", "Admin", "");
        add("owner", "EnvironmentOwner", "Production");
        add("other", "EnvironmentOwner", "Staging");
        add("viewer", "Viewer", "");
        String requester = add("requester", "Admin", "");
        UUID id = ask(requester, ApprovalKind.PRODUCTION_DEPLOYMENT);

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(recipients())
                .contains(address("admin"), address("owner"), "list@kspec.test")
                .doesNotContain(address("other"), address("viewer"), address("requester")));
        assertThat(body("admin"))
                .contains("Olga asks for your approval", "ProductionDeployment", operator, "1.0.0", "2.0.0")
                .contains("Production", "east", "west", "A Production cluster is changed.", "spec.name was removed")
                .contains("Deadline", "https://kspec.test/api/v1/approvals/" + id);

        transactions.run(transaction -> approvals.reject(transaction, id, Asks.admin("anna"), "too <early>"));
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(recipients())
                .contains(address("requester")));
        assertThat(body("requester")).contains("Admin anna rejected your request", "too <early>", "too &lt;early&gt;");
    }

    @Test
    void onlyAdminsAreToldOfAnUpgradeAndExpiryIsToldToWhoAsked() {
        add("admin", "Admin", "");
        add("owner", "EnvironmentOwner", "Production");
        UUID id = ask(add("requester", "Operator", ""), ApprovalKind.OPERATOR_VERSION_UPGRADE);
        transactions.run(transaction ->
                transaction.execute("update approval set expires_at = clock_timestamp() where id = ?", id));

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(recipients())
                .contains(address("admin"), address("requester"))
                .doesNotContain(address("owner")));
        assertThat(body("requester")).contains("Your request has expired");
    }

    private UUID ask(String requester, ApprovalKind kind) {
        Actor olga = new Actor(requester, "Olga", Optional.of(address("requester")));
        return transactions.call(
                transaction -> approvals.ask(transaction, Asks.by(Asks.withOperator(Asks.of(kind), operator), olga)));
    }

    private String add(String name, String role, String environment) {
        UUID id = UUID.randomUUID();
        String[] environments = environment.isEmpty() ? new String[0] : new String[] {environment};
        transactions.run(transaction -> transaction.execute(
                "insert into account (id, username, email, password_hash, roles, environments, created_at)"
                        + " values (?, ?, ?, 'none', ?, ?, now())",
                id,
                name + unique,
                address(name),
                new String[] {role},
                environments));
        return id.toString();
    }

    private String address(String name) {
        return name + "-" + unique + "@kspec.test";
    }

    private List<String> recipients() {
        return mine().stream().map(ApprovalLettersTest::recipient).toList();
    }

    /// Both parts as they are read.
    private String body(String name) {
        MimeMessage message = mine().stream()
                .filter(candidate -> recipient(candidate).equals(address(name)))
                .findFirst()
                .orElseThrow();
        try {
            jakarta.mail.internet.MimeMultipart parts = (jakarta.mail.internet.MimeMultipart) message.getContent();
            return parts.getBodyPart(0).getContent() + "\n"
                    + parts.getBodyPart(1).getContent();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private List<MimeMessage> mine() {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> GreenMailUtil.getHeaders(message).contains(unique.substring(0, 8)))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
