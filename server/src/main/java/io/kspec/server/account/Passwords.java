package io.kspec.server.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// BCrypt, and the same time for a name nobody has as for a wrong password.
@Singleton
final class Passwords {
    /// BCrypt reads no more.
    static final int LONGEST_BYTES = 72;

    private static final int GENERATED_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final int cost;
    private final String nobodys;

    @Inject
    Passwords(AccountSettings settings) {
        this.cost = settings.bcryptCost();
        this.nobodys = hash(generate());
    }

    String hash(String password) {
        return BCrypt.withDefaults().hashToString(cost, password.toCharArray());
    }

    /// Takes as long with a hash as without one.
    boolean matches(String password, Optional<String> hash) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            matches("", hash);
            return false;
        }
        boolean same = BCrypt.verifyer()
                .verify(password.toCharArray(), hash.orElse(nobodys).toCharArray())
                .verified;
        return same && hash.isPresent();
    }

    static String generate() {
        byte[] bytes = new byte[GENERATED_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
