package io.kspec.cli.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplatesTest {
    private static final String TEMPLATE = """
            apiVersion: kspec.io/v1alpha1
            kind: PolicyTemplate
            metadata: {name: team}
            spec:
              version: 1.0.0
              parameters: [{name: level, default: baseline}]
              policy: {podSecurity: {enforce: '${level}'}}
            """;

    @TempDir
    private Path directory;

    @Test
    void theBuiltInTemplatesAreListedAndShown() {
        assertThat(run("templates", "list").out()).contains("security-baseline", "compliance-strict", "1.0.0");
        assertThat(run("template", "show", "security-baseline").out())
                .contains("PolicyTemplate", "allowPrivilegeEscalation", "when:");
    }

    @Test
    void anUnknownTemplateIsNamedWithTheNearest() {
        Kspec.Ended ended = run("templates", "show", "security-basline");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Did you mean security-baseline?");
        assertThat(run("templates").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "publish", "take"})
    void everySubcommandExplainsItselfWithExamples(String command) {
        assertThat(run("templates", command, "--help").out()).contains("Examples:", "kspec templates " + command);
    }

    @Test
    void whatIsPublishedIsTakenAsItWas() throws IOException {
        assertThat(publish(TEMPLATE).code()).isZero();

        assertThat(run("templates", "list", "--from", catalogue()).out()).isEqualTo("team@1.0.0\n");
        assertThat(run("templates", "take", "team", "--from", catalogue()).out())
                .isEqualTo(TEMPLATE);
        try (var files = Files.list(Path.of(catalogue()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.yaml", "team-1.0.0.yaml");
        }
    }

    @Test
    void theNewestFinalVersionIsTakenUnlessOneIsNamed() {
        publish(TEMPLATE.replace("1.0.0", "1.9.0"));
        publish(TEMPLATE.replace("1.0.0", "1.10.0"));
        publish(TEMPLATE.replace("1.0.0", "2.0.0-rc1"));

        assertThat(run("templates", "take", "team", "--from", catalogue()).out())
                .contains("version: 1.10.0");
        assertThat(run("templates", "take", "team@1.9.0", "--from", catalogue()).out())
                .contains("version: 1.9.0");
        assertThat(run("templates", "list", "--from", catalogue()).out().lines())
                .containsExactly("team@1.9.0", "team@1.10.0", "team@2.0.0-rc1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            teem       | Did you mean team?
            team@1.0.1 | Did you mean 1.0.0?
            zzzzzzzz   | There are: team.
            """)
    void whatTheCatalogueDoesNotHoldIsNamedWithTheNearest(String wanted, String hint) {
        publish(TEMPLATE);
        Kspec.Ended ended = run("templates", "take", wanted, "--from", catalogue());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(hint);
    }

    @Test
    void publishingTheSameAgainChangesNothingAndAnotherContentIsRefused() throws IOException {
        publish(TEMPLATE);
        String before = Files.readString(Path.of(catalogue(), "index.yaml"));

        assertThat(publish(TEMPLATE).code()).isZero();
        Kspec.Ended changed = publish(TEMPLATE.replace("baseline", "restricted"));

        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains("Raise spec.version");
        assertThat(Files.readString(Path.of(catalogue(), "index.yaml"))).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotWhatWasPublishedIsNotTaken() throws IOException {
        publish(TEMPLATE);
        Files.writeString(Path.of(catalogue(), "team-1.0.0.yaml"), TEMPLATE.replace("baseline", "privileged"));

        Kspec.Ended ended = run("templates", "take", "team", "--from", catalogue());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("is not what was published");
    }

    @Test
    void anIndexCannotLeadOutOfItsCatalogue() throws IOException {
        publish(TEMPLATE);
        Path index = Path.of(catalogue(), "index.yaml");
        Files.writeString(index, Files.readString(index).replace("team-1.0.0.yaml", "../team.yaml"));

        Kspec.Ended ended = run("templates", "take", "team", "--from", catalogue());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("templates[0].path");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        publish(TEMPLATE);
        Files.writeString(Path.of(catalogue(), "index.yaml"), "#" + "x".repeat(1_000_000));

        Kspec.Ended ended = run("templates", "list", "--from", catalogue());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("larger than 1 MB");
    }

    @Test
    void aCatalogueMayBeAWebAddress() {
        publish(TEMPLATE);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = SimpleFileServer.createFileServer(
                address, Path.of(catalogue()).toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String url = "http://%s:%d"
                    .formatted(
                            server.getAddress().getAddress().getHostAddress(),
                            server.getAddress().getPort());
            assertThat(run("templates", "take", "team@1.0.0", "--from", url).out())
                    .isEqualTo(TEMPLATE);
            Kspec.Ended nowhere = run("templates", "list", "--from", url + "/nowhere");
            assertThat(nowhere.code()).isEqualTo(3);
            assertThat(nowhere.err()).contains("there is no index.yaml");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1.0.0           | description: none        | has no version
            '${level}'               | '${levl}'                | spec.policy.podSecurity.enforce: there is no parameter "levl"
            kind: PolicyTemplate     | kind: ConfigMap          | no PolicyTemplate
            {name: team}             | {name: security-baseline} | is a built-in template
            """)
    void aTemplateThatIsNotSoundIsNotPublished(String from, String to, String complaint) {
        Kspec.Ended ended = publish(TEMPLATE.replace(bare(from), bare(to)));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(complaint);
        assertThat(Path.of(catalogue())).doesNotExist();
    }

    @Test
    void aFileThatExistsIsNotOverwritten() {
        publish(TEMPLATE);
        String file = directory.resolve("taken.yaml").toString();

        assertThat(run("templates", "take", "team", "--from", catalogue(), "-o", file)
                        .code())
                .isZero();
        assertThat(Path.of(file)).hasContent(TEMPLATE);
        assertThat(run("templates", "take", "team", "--from", catalogue(), "-o", file)
                        .code())
                .isEqualTo(4);
    }

    private static String bare(String cell) {
        return cell.replace("'", "");
    }

    private Kspec.Ended publish(String template) {
        String file = new Folder(directory).write("team.yaml", template);
        return run("templates", "publish", file, "--to", catalogue());
    }

    private String catalogue() {
        return directory.resolve("catalogue").toString();
    }

    private Kspec.Ended run(String... arguments) {
        return Kspec.at(directory).run(arguments);
    }
}
