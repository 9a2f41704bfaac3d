package io.kspec.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// A secret token per account, 256 random bits each, valid for one cluster only.
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Map<Account, String> byAccount = new EnumMap<>(Account.class);

    private Tokens() {
        for (Account account : Account.values()) {
            byAccount.put(account, random());
        }
    }

    static Tokens fresh() {
        return new Tokens();
    }

    String of(Account account) {
        return Objects.requireNonNull(byAccount.get(account), "every account has a token");
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
