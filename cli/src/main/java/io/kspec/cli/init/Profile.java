package io.kspec.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A starting point. Each is a commented file with places for the version window.
enum Profile {
    PRODUCTION("production"),
    DEVELOPMENT("development"),
    COMPLIANCE("compliance"),
    MULTI_TENANT("multi-tenant");

    private final String word;

    Profile(String word) {
        this.word = word;
    }

    /// The specification's text.
    ///
    /// @param file what its comments call it
    String text(VersionWindow window, String file) {
        String resource = word + ".yaml";
        try (InputStream template = Objects.requireNonNull(Profile.class.getResourceAsStream(resource), resource)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@minVersion@", window.oldest())
                    .replace("@maxVersion@", window.newest())
                    .replace("@file@", file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
