package io.kspec.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Audit;
import io.kspec.server.database.Transactions;
import io.kspec.server.secret.Sealer;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

@ServerTest
final class AuthenticationTest {
    private static final String BASE = "/api/v1/authentication";
    private static final String PASSWORD = "correct horse battery";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    AccountRepository accounts;

    @Inject
    Passwords passwords;

    @Inject
    Logins logins;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Inject
    Sealer sealer;

    @Inject
    Audit audit;

    @Inject
    AccountSettings settings;

    @Test
    void whoLogsInGetsATokenThatSaysWhoTheyAre() throws ParseException {
        String name = account();
        Answer login = new Http(server).post(BASE + "/login", body(name, PASSWORD));

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.json().at("/user/role").asText()).isEqualTo("EnvironmentOwner");
        assertThat(login.json().at("/user/environments/0").asText()).isEqualTo("Production");
        SignedJWT jwt = SignedJWT.parse(login.json().get("token").asText());
        assertThat(jwt.getHeader().getKeyID()).isNotBlank();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("operator-manager-api");

        Answer me = new Http(server).with(jwt.serialize()).get(BASE + "/me");
        assertThat(me.json().get("username").asText()).isEqualTo(name);
        assertThat(me.json().at("/roles/0").asText()).isEqualTo("EnvironmentOwner");
    }

    @Test
    void everyRefusalOfALoginReadsTheSame() {
        String name = account();
        Logins.LoggedIn before = logins.logIn(name, PASSWORD).orElseThrow();
        assertThat(before.account().username()).isEqualTo(name);
        for (int i = 0; i < Account.FAILURES_ALLOWED; i++) {
            assertThat(logins.logIn(name, "wrong")).isEmpty();
        }

        assertThat(logins.logIn(name, PASSWORD)).as("a locked account").isEmpty();
        Answer locked = new Http(server).post(BASE + "/login", body(name, PASSWORD));
        Answer unknown = new Http(server).post(BASE + "/login", body("nobody-" + name, PASSWORD));
        assertThat(locked.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(locked.json().get("detail")).isEqualTo(unknown.json().get("detail"));
    }

    @Test
    void anEmptyFieldOfALoginIsNamed() {
        Answer answer = new Http(server).post(BASE + "/login", "{\"username\":\"\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details")).hasSize(2);
    }

    @Test
    void withoutAGoodTokenNothingIsAnswered() {
        assertThat(new Http(server).get(BASE + "/me").code()).isEqualTo("UNAUTHORIZED");
        assertThat(new Http(server).get(BASE + "/me").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        assertThat(new Http(server).with("nonsense").get(BASE + "/me").status()).isEqualTo(401);
        String good = callers.token(Role.Viewer);
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        assertThat(new Http(server).with(unsigned + "AAAA").get(BASE + "/me").status())
                .isEqualTo(401);
    }

    @Test
    void aServiceTokenIsShownOnceListedAndRevokedAtOnce() {
        Http admin = new Http(server).with(callers.token(Role.Admin));
        String expiry = clock.instant().plus(Duration.ofDays(1)).toString();
        Answer made = admin.post(
                BASE + "/tokens", "{\"name\":\"pipeline\",\"roles\":[\"Operator\"],\"expiresAt\":\"" + expiry + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Http pipeline = new Http(server).with(made.json().get("token").asText());
        assertThat(pipeline.get(BASE + "/me").json().at("/role").asText()).isEqualTo("Operator");
        assertThat(admin.get(BASE + "/tokens").body()).contains("pipeline").doesNotContain("eyJ");

        String id = made.json().get("tokenId").asText();
        assertThat(admin.delete(BASE + "/tokens/" + id).status()).isEqualTo(204);
        assertThat(pipeline.get(BASE + "/me").status()).isEqualTo(401);
        assertThat(admin.delete(BASE + "/tokens/" + UUID.randomUUID()).code()).isEqualTo("TOKEN_NOT_FOUND");
    }

    @Test
    void aTokenNeedsNameRoleAndAnExpiryInReach() {
        Http admin = new Http(server).with(callers.token(Role.Admin));
        Answer answer = admin.post(BASE + "/tokens", "{\"expiresAt\":\"2999-01-01T00:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details")).hasSize(3);
    }

    @Test
    void tokensOfAnOlderKeyAreGoodAfterRotation() {
        String before = callers.token(Role.Viewer);
        transactions.run(transaction ->
                transaction.execute("update signing_key set created_at = created_at - interval '31 days'"));
        String after = callers.token(Role.Viewer);

        assertThat(new Http(server).with(before).get(BASE + "/me").status()).isEqualTo(200);
        assertThat(new Http(server).with(after).get(BASE + "/me").status()).isEqualTo(200);
        int signing = transactions.call(
                transaction -> transaction.fetchCount(DSL.table("signing_key"), DSL.condition("sealed is not null")));
        assertThat(signing).isEqualTo(1);
    }

    @Test
    void aServerThatStartsWithoutTheKeyOfTheOneThatSignsMakesAnother() throws ParseException {
        String before = callers.token(Role.Viewer);
        transactions.run(transaction -> transaction.execute("update signing_key set sealed_with = 'lost'"));
        assertThat(new Http(server)
                        .with(callers.token(Role.Viewer))
                        .get(BASE + "/me")
                        .status())
                .as("of the one that has it open")
                .isEqualTo(200);

        var started = new SigningKeys(sealer, audit, settings);
        Instant now = clock.instant();
        String made = transactions.call(transaction ->
                started.signing(transaction, now, now.plus(Duration.ofHours(1))).getKeyID());

        assertThat(made).isNotEqualTo(SignedJWT.parse(before).getHeader().getKeyID());
        assertThat(SignedJWT.parse(callers.token(Role.Viewer)).getHeader().getKeyID())
                .isEqualTo(made);
        assertThat(new Http(server).with(before).get(BASE + "/me").status()).isEqualTo(200);
    }

    @Test
    void tokensThatAreAskedForWhileTheKeyIsReplacedAreAllGood() throws Exception {
        List<String> issued = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<String>> wishes = Collections.nCopies(12, () -> callers.token(Role.Viewer));
                List<Future<String>> coming =
                        wishes.stream().map(threads::submit).toList();
                transactions.run(transaction ->
                        transaction.execute("update signing_key set created_at = created_at - interval '31 days'"));
                for (Future<String> token : coming) {
                    issued.add(token.get());
                }
            }
        }

        assertThat(issued).allSatisfy(token -> assertThat(
                        new Http(server).with(token).get(BASE + "/me").status())
                .isEqualTo(200));
        int signing = transactions.call(
                transaction -> transaction.fetchCount(DSL.table("signing_key"), DSL.condition("sealed is not null")));
        assertThat(signing).isEqualTo(1);
    }

    private String account() {
        String name = "user-" + UUID.randomUUID();
        Account account = new Account(
                UUID.randomUUID(),
                name,
                Optional.of(name + "@example.org"),
                Optional.empty(),
                Set.of(Role.EnvironmentOwner),
                List.of("Production"),
                Account.Lock.OPEN);
        transactions.run(transaction -> accounts.add(transaction, account, passwords.hash(PASSWORD)));
        return name;
    }

    private static String body(String name, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }
}
