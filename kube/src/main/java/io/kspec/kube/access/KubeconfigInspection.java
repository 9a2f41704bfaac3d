package io.kspec.kube.access;

import io.kspec.core.failure.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a kubeconfig says, or why it is not accepted.
///
/// A kubeconfig comes from outside and is used inside: what would run a program here, read a file of this machine,
/// leave a server unverified, or lead to this machine itself is refused. Pure: asks no server, reads no file.
public sealed interface KubeconfigInspection {
    /// It says all that is needed, and nothing that is refused.
    ///
    /// @param context the one that counts
    /// @param authority certificates in PEM of whom the server's may be signed by; empty for those of the system
    /// @param expiresAt of the client certificate or the token, where it can be read
    record Accepted(
            String context, URI server, Optional<String> authority, Credential credential, Optional<Instant> expiresAt)
            implements KubeconfigInspection {}

    /// Every reason, not only the first.
    record Refused(List<Failure> why) implements KubeconfigInspection {
        public Refused {
            why = List.copyOf(why);
        }
    }

    /// Of a text in YAML or JSON.
    static KubeconfigInspection of(String text, KubeconfigLimits limits) {
        return new KubeconfigReading(limits).read(text);
    }

    /// Of a text in base64, as the API of the server takes it.
    static KubeconfigInspection ofBase64(String encoded, KubeconfigLimits limits) {
        if (encoded.length() > KubeconfigReading.LARGEST * 2) {
            return new Refused(List.of(KubeconfigReading.tooLarge()));
        }
        try {
            byte[] text = Base64.getMimeDecoder().decode(encoded);
            return text.length == 0 || !looksLikeBase64(encoded)
                    ? new Refused(List.of(notBase64()))
                    : of(new String(text, StandardCharsets.UTF_8), limits);
        } catch (IllegalArgumentException broken) {
            return new Refused(List.of(notBase64()));
        }
    }

    /// The decoder passes over every character that it does not know.
    private static boolean looksLikeBase64(String encoded) {
        return encoded.chars()
                .allMatch(letter -> Character.isWhitespace(letter)
                        || (letter < 128 && Character.isLetterOrDigit(letter))
                        || letter == '+'
                        || letter == '/'
                        || letter == '=');
    }

    private static Failure notBase64() {
        return new Failure.Malformed("this is no base64", "kubeconfig", "Encode the file with: base64 -w0 kubeconfig.");
    }
}
