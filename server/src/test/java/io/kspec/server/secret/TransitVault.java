package io.kspec.server.secret;

import io.kspec.testkit.VaultProgram;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A Vault with the key `kspec`, the policy of a server that may use it, and settings as an operator writes them.
final class TransitVault implements AutoCloseable {
    /// The rights that the documentation asks for, and no more.
    private static final String POLICY = """
            path \\"transit/keys/kspec\\" { capabilities = [\\"read\\"] }
            path \\"transit/encrypt/kspec\\" { capabilities = [\\"update\\"] }
            path \\"transit/decrypt/kspec\\" { capabilities = [\\"update\\"] }
            """.replace("\n", " ");

    private final VaultProgram program;
    private final Path token;

    private TransitVault(VaultProgram program, Path token) {
        this.program = program;
        this.token = token;
    }

    static TransitVault start(Path folder) {
        VaultProgram program = VaultProgram.start(folder);
        program.ask("POST", "transit/keys/kspec", "");
        program.ask("PUT", "sys/policies/acl/kspec", "{\"policy\":\"%s\"}".formatted(POLICY));
        var vault = new TransitVault(program, folder.resolve("token"));
        vault.token(vault.fresh("kspec"));
        return vault;
    }

    VaultProgram program() {
        return program;
    }

    /// A new token with this policy.
    String fresh(String policy) {
        return program.ask("POST", "auth/token/create", "{\"policies\":[\"%s\"]}".formatted(policy))
                .at("/auth/client_token")
                .asText();
    }

    /// What the token's file holds from now on.
    void token(String text) {
        try {
            Files.writeString(token, text + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// With the token's file, by the names of the settings.
    Map<String, String> settings() {
        return Map.of(
                "kspec.keys.vault.address",
                program.address().toString(),
                "kspec.keys.vault.authority",
                program.authority().toString(),
                "kspec.keys.vault.token-file",
                token.toString());
    }

    /// The settings, with these in place of others; an empty one is not set.
    Map<String, String> settings(Map<String, String> others) {
        var settings = new HashMap<>(settings());
        settings.putAll(others);
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    /// As a server that starts with them finds its keys.
    static Keys keys(Map<String, String> settings) {
        return new KeySource()
                .keys(new SmallRyeConfigBuilder()
                        .withMapping(KeySettings.class)
                        .withDefaultValues(settings)
                        .build()
                        .getConfigMapping(KeySettings.class));
    }

    @Override
    public void close() {
        program.close();
    }
}
