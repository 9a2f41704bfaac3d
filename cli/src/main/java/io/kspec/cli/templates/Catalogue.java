package io.kspec.cli.templates;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// A folder or web address that templates are taken from. Of every file at most 1 MB is read; a web address has ten
/// seconds to connect and ten more for each file.
sealed interface Catalogue {
    int LARGEST = 1_000_000;
    Duration PATIENCE = Duration.ofSeconds(10);

    /// For people.
    String where();

    InputStream open(String file) throws IOException;

    static Catalogue at(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://")
                ? new Address(URI.create(place.endsWith("/") ? place : place + "/"))
                : new Folder(Path.of(place));
    }

    record Folder(Path path) implements Catalogue {
        @Override
        public String where() {
            return path.toString();
        }

        @Override
        public InputStream open(String file) throws IOException {
            return Files.newInputStream(path.resolve(file));
        }
    }

    record Address(URI uri) implements Catalogue {
        private static final int OK = 200;
        private static final int NOT_FOUND = 404;

        @Override
        public String where() {
            return uri.toString();
        }

        @Override
        public InputStream open(String file) throws IOException {
            HttpRequest request =
                    HttpRequest.newBuilder(uri.resolve(file)).timeout(PATIENCE).build();
            try (HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()) {
                HttpResponse<byte[]> answer = client.send(
                        request,
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST + 1L));
                if (answer.statusCode() == NOT_FOUND) {
                    throw new NoSuchFileException(file);
                }
                if (answer.statusCode() != OK) {
                    throw new IOException("the server answers %d".formatted(answer.statusCode()));
                }
                return new ByteArrayInputStream(answer.body());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(ended);
            }
        }
    }

    /// The bytes of one file.
    default Step<byte[]> read(String file) {
        try (InputStream content = open(file)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? Step.stop(
                            ExitCode.NOT_EVALUATED,
                            "%s is larger than 1 MB (%s). No template is.".formatted(file, where()))
                    : Step.next(bytes);
        } catch (NoSuchFileException missing) {
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    "there is no %s (%s). kspec templates publish writes a catalogue.".formatted(file, where()));
        } catch (IOException broken) {
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    "%s cannot be read (%s): %s. Check the address and the network."
                            .formatted(file, where(), broken.getMessage()));
        }
    }

    default Step<CatalogueIndex> index() {
        return switch (read(CatalogueIndex.FILE)) {
            case Step.Stop<byte[]> stop -> stop.retyped();
            case Step.Next<byte[]>(byte[] bytes) ->
                CatalogueIndex.read(
                        "%s of %s".formatted(CatalogueIndex.FILE, where()), new String(bytes, StandardCharsets.UTF_8));
        };
    }

    /// The file of an entry, if it is the one that was published.
    default Step<TemplateText> template(Entry entry) {
        return switch (read(entry.path() == null ? "" : entry.path())) {
            case Step.Stop<byte[]> stop -> stop.retyped();
            case Step.Next<byte[]>(byte[] bytes) -> {
                String digest = Sha256.of(bytes);
                yield digest.equals(entry.sha256())
                        ? named(entry, TemplateText.read(entry.label(), new String(bytes, StandardCharsets.UTF_8)))
                        : Step.stop(
                                ExitCode.FINDINGS,
                                ("%s is not what was published (%s): its SHA-256 is %s, the index says %s."
                                                + " Do not use it; ask who keeps the catalogue.")
                                        .formatted(entry.label(), where(), digest, entry.sha256()));
            }
        };
    }

    private Step<TemplateText> named(Entry entry, Step<TemplateText> read) {
        return read instanceof Step.Next<TemplateText>(TemplateText text)
                        && !text.name().equals(entry.name())
                ? Step.stop(
                        ExitCode.FINDINGS,
                        "the file of %s holds template \"%s\" (%s). Ask who keeps the catalogue."
                                .formatted(entry.label(), text.name(), where()))
                : read;
    }
}
