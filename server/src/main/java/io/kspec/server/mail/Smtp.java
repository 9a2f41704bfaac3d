package io.kspec.server.mail;

import io.kspec.server.mail.MailRepository.Claimed;
import io.kspec.server.transport.Trust;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/// Gives letters to the mail server.
@Singleton
final class Smtp {
    private static final int PERMANENT = 500;
    private final MailSettings settings;
    private final Session session;
    private final Clock clock;

    @Inject
    Smtp(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.session = session(settings);
        this.clock = clock;
    }

    /// Sends one letter; takes as long as `kspec.mail.patience` at most for each step of the protocol.
    Posted send(Claimed letter) {
        try {
            Transport.send(message(letter));
            return new Posted.Taken();
        } catch (AddressException bad) {
            return new Posted.Never("%s is no address: %s".formatted(letter.recipient(), bad.getMessage()));
        } catch (MessagingException refused) {
            return refused(letter, refused);
        }
    }

    private static Posted refused(Claimed letter, MessagingException refused) {
        for (Exception link = refused; link instanceof MessagingException next; link = next.getNextException()) {
            if (next instanceof SMTPAddressFailedException address && address.getReturnCode() >= PERMANENT) {
                return new Posted.Never("%s: %s".formatted(letter.recipient(), said(address)));
            }
        }
        return new Posted.NotNow(said(refused));
    }

    private static String said(MessagingException refused) {
        String message = refused.getMessage();
        return (message == null ? refused.getClass().getSimpleName() : message).strip();
    }

    private MimeMessage message(Claimed letter) throws MessagingException {
        MimeMessage message = new Named(session, letter.id(), settings.from());
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.recipient(), true));
        message.setSubject(letter.written().subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.written().text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.written().html(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    /// A message whose id is that of its letter: one that is sent twice is seen to be the same.
    private static final class Named extends MimeMessage {
        private final UUID id;
        private final String from;

        private Named(Session session, UUID id, String from) {
            super(session);
            this.id = id;
            this.from = from;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<%s%s>".formatted(id, from.substring(Math.max(0, from.lastIndexOf('@')))));
        }
    }

    private static Session session(MailSettings settings) {
        Properties properties = new Properties();
        String patience = Long.toString(settings.patience().toMillis());
        settings.host().ifPresent(host -> properties.put("mail.smtp.host", host));
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", patience);
        properties.put("mail.smtp.timeout", patience);
        properties.put("mail.smtp.writetimeout", patience);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.starttls.enable", settings.starttls() != MailSettings.StartTls.Off);
        properties.put("mail.smtp.starttls.required", settings.starttls() == MailSettings.StartTls.Required);
        properties.put("mail.smtp.auth", settings.username().isPresent());
        settings.trust()
                .ifPresent(file -> properties.put(
                        "mail.smtp.ssl.socketFactory",
                        Trust.of(file, "kspec.mail.trust").getSocketFactory()));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        settings.username().orElse(""), settings.password().orElse(""));
            }
        });
    }
}
