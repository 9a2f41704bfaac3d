package io.kspec.server.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// A mail server that the server under test is told to use; a field of this type in the test gets it.
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mail.start();
        return Map.of(
                "kspec.mail.host", "127.0.0.1",
                "kspec.mail.port", Integer.toString(mail.getSmtp().getPort()),
                "kspec.mail.starttls", "Off",
                "kspec.mail.from", "kspec@kspec.test",
                "kspec.mail.approvers", "list@kspec.test",
                "kspec.mail.alerts", "on-call@kspec.test",
                "kspec.mail.link", "https://kspec.test/");
    }

    @Override
    public void stop() {
        mail.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
    }
}
