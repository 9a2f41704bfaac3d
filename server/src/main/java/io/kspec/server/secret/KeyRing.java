package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keys held in memory, read from text: one per line as `<id> <base64 of 32 bytes>`, `#` begins a comment. The first
/// seals, all open: to rotate, put a new line first, re-seal, and remove the old line when nothing needs it.
public final class KeyRing implements Keys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private final Map<String, byte[]> keys;
    private final String activeId;

    private KeyRing(Map<String, byte[]> keys) {
        this.keys = Map.copyOf(keys);
        this.activeId = keys.keySet().iterator().next();
    }

    /// A ring, or why the text is none; the reason never holds a part of a key.
    public sealed interface Reading {
        record Ring(KeyRing keys) implements Reading {}

        record NoRing(Failure why) implements Reading {}
    }

    /// `where` names the file for messages.
    public static Reading read(String text, String where) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty() || lines.get(i).startsWith("#")) {
                continue;
            }
            Optional<String> wrong = add(lines.get(i), keys);
            if (wrong.isPresent()) {
                return none(wrong.get(), where + ", line " + (i + 1));
            }
        }
        return keys.isEmpty() ? none("there is no key", where) : new Reading.Ring(new KeyRing(keys));
    }

    private static Reading none(String what, String where) {
        return new Reading.NoRing(new Failure.Malformed(
                what,
                where,
                "Write one key per line as `<id> <base64 of 32 random bytes>`; `openssl rand -base64 32` makes one."));
    }

    private static Optional<String> add(String line, Map<String, byte[]> keys) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
            return Optional.of("a line is not an id and a key");
        }
        try {
            byte[] key = Base64.getDecoder().decode(parts[1]);
            if (key.length != Gcm.KEY_BYTES) {
                return Optional.of("the key %s has %d bytes, not 32".formatted(parts[0], key.length));
            }
            return keys.putIfAbsent(parts[0], key) == null
                    ? Optional.empty()
                    : Optional.of("the id %s stands twice".formatted(parts[0]));
        } catch (IllegalArgumentException _) {
            return Optional.of("the key %s is not base64".formatted(parts[0]));
        }
    }

    @Override
    public String activeId() {
        return activeId;
    }

    @Override
    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    @Override
    public Sealed wrap(byte[] dataKey, byte[] context) {
        return new Sealed(Gcm.encrypt(key(activeId).orElseThrow(), dataKey, context), activeId);
    }

    @Override
    public Optional<byte[]> unwrap(Sealed wrapped, byte[] context) {
        return key(wrapped.keyId()).flatMap(key -> Gcm.decrypt(key, wrapped.bytes(), context));
    }

    private Optional<byte[]> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
