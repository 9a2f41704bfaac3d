package io.kspec.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.kspec.server.audit.Audit;
import io.kspec.server.database.Transactions;
import io.kspec.server.mail.Letter.Fact;
import io.kspec.server.mail.MailSettings.StartTls;
import io.kspec.server.testing.ServerTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The outbox, against a mail server that really speaks SMTP and may be away.
@ServerTest
final class PostmanTest {
    @Inject
    Transactions transactions;

    @Inject
    Audit audit;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final String about = UUID.randomUUID().toString();
    private final String recipient = about + "@kspec.test";
    private int port;

    @BeforeEach
    void start() {
        transactions.run(transaction -> transaction.execute("delete from mail"));
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        port = server.getSmtp().getPort();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aLetterArrivesAsTextAndAsHtmlWithNothingThatIsMarkup() throws MessagingException, IOException {
        TestSettings settings = new TestSettings(port);
        post(
                settings,
                new Letter(
                        "Deployment",
                        about,
                        "Approval needed:\r\nBcc: everybody@kspec.test",
                        "<script>alert(1)</script> & more",
                        List.of(new Fact("Clusters", List.of("east", "<b>west</b>")), new Fact("Nothing", List.of())),
                        List.of("It's \"over\".")));
        sendAll(settings);

        MimeMessage message = received().getFirst();
        assertThat(message.getSubject()).isEqualTo("Approval needed: Bcc: everybody@kspec.test");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("Message-ID")[0]).endsWith("@kspec.test>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("<script>alert(1)</script> & more", "Clusters: east", "<b>west</b>", "It's \"over\".")
                .doesNotContain("Nothing");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", "&lt;b&gt;west&lt;/b&gt;", "It&#39;s")
                .doesNotContain("<script>", "<b>");
        assertThat(event()).isEqualTo("NotificationSent");
    }

    @Test
    void aLetterWaitsForAServerThatIsAway() {
        TestSettings settings = new TestSettings(port);
        server.stop();
        post(settings, letter());
        sendAll(settings);

        assertThat(states()).containsExactly("Waiting");
        assertThat(due("due_at > clock_timestamp() and last_failure is not null"))
                .isTrue();
        server.start();
        int now = server.getSmtp().getPort();
        dueNow();
        sendAll(new TestSettings(now));
        assertThat(received()).hasSize(1);
        assertThat(states()).containsExactly("Sent");
    }

    @Test
    void aLetterThatCouldNotBeSentInItsTimeIsGivenUpAndThatIsRecorded() {
        TestSettings settings = new TestSettings(port, StartTls.Off, Duration.ZERO);
        server.stop();
        post(settings, letter());
        sendAll(settings);

        assertThat(states()).containsExactly("Failed");
        assertThat(event()).isEqualTo("NotificationFailed");
    }

    @Test
    void nothingIsSentUnencryptedUnlessThatWasAllowed() {
        TestSettings settings = new TestSettings(port, StartTls.Required, Duration.ofHours(1));
        post(settings, letter());
        sendAll(settings);

        assertThat(received()).isEmpty();
        assertThat(states()).containsExactly("Waiting");
        assertThat(due("last_failure like '%STARTTLS%'")).isTrue();
    }

    @Test
    void twoReplicasSendEachLetterOnce() {
        TestSettings settings = new TestSettings(port);
        IntStream.range(0, 30).forEach(_ -> post(settings, letter()));
        IntStream.range(0, 2).parallel().forEach(_ -> sendAll(settings));

        assertThat(received()).hasSize(30);
        assertThat(states()).hasSize(30).containsOnly("Sent");
    }

    @Test
    void whatAReplicaDiedWithIsSentByAnother() {
        TestSettings settings = new TestSettings(port);
        post(settings, letter());
        List<MailRepository.Claimed> dead =
                transactions.call(transaction -> new MailRepository().claim(transaction, 1, Duration.ofMinutes(2)));
        sendAll(settings);
        assertThat(received()).isEmpty();

        dueNow();
        sendAll(settings);
        assertThat(received()).hasSize(1);
        boolean late = transactions.call(transaction -> new MailRepository().sent(transaction, dead.getFirst()));
        assertThat(late).isFalse();
    }

    @Test
    void anAlertGoesToThoseWhoAreConfigured() {
        TestSettings settings = new TestSettings(port);
        transactions.run(transaction -> new Mail(new MailRepository(), settings).alert(transaction, letter()));
        String recipients = transactions.call(transaction ->
                transaction.fetchValues("select recipient from mail").toString());
        assertThat(recipients).isEqualTo("[alerts@kspec.test]");
    }

    @Test
    void aLetterOfAnActThatFailedIsNeverSent() {
        TestSettings settings = new TestSettings(port);
        try {
            transactions.run(transaction -> {
                new Mail(new MailRepository(), settings).post(transaction, letter(), List.of(recipient));
                transaction.execute("select 1 / 0");
            });
        } catch (DataAccessException expected) {
            assertThat(expected).hasMessageContaining("zero");
        }
        assertThat(states()).isEmpty();
    }

    private Letter letter() {
        return new Letter("Deployment", about, "subject", "opening", List.of(), List.of());
    }

    private void post(MailSettings settings, Letter letter) {
        transactions.run(
                transaction -> new Mail(new MailRepository(), settings).post(transaction, letter, List.of(recipient)));
    }

    private void sendAll(MailSettings settings) {
        Postman postman =
                new Postman(new MailRepository(), new Smtp(settings, Clock.systemUTC()), transactions, audit, settings);
        boolean more = true;
        while (more) {
            more = postman.round();
        }
    }

    private List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages()).filter(this::isMine).toList();
    }

    private boolean isMine(MimeMessage message) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(recipient);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private List<String> states() {
        return transactions.call(transaction -> transaction
                .fetch("select state from mail where recipient = ?", recipient)
                .map(row -> row.get(0, String.class)));
    }

    private boolean due(String condition) {
        return transactions.call(transaction -> transaction
                .fetch("select " + condition + " from mail where recipient = ?", recipient)
                .get(0)
                .get(0, Boolean.class));
    }

    private void dueNow() {
        transactions.run(transaction -> transaction.execute("update mail set due_at = clock_timestamp()"));
    }

    private String event() {
        return transactions.call(transaction -> transaction
                .fetch("select event from audit_entry where resource_id = ?", about)
                .get(0)
                .get(0, String.class));
    }
}
