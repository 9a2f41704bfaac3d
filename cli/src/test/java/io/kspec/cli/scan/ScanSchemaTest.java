package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScanSchemaTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsPrintedIsWhatTheSchemaDescribes() throws Exception {
        var folder = new Folder(directory.resolve("manifests"));
        folder.write("good.yaml", Folder.GOOD);
        assertThat(errors(folder)).isEmpty();
        folder.write("bad.yaml", Folder.BAD);
        assertThat(errors(folder)).isEmpty();
        folder.write("broken.yaml", Folder.BROKEN);
        assertThat(errors(folder)).isEmpty();
    }

    @Test
    void anEmptyScanIsStillAResult() throws Exception {
        var folder = new Folder(directory.resolve("manifests"));
        folder.write("empty.yaml", "");
        assertThat(errors(folder)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoResult() throws Exception {
        assertThat(schema().validate("{\"specification\": \"x\", \"results\": []}", InputFormat.JSON))
                .isNotEmpty();
    }

    private Iterable<?> errors(Folder folder) throws Exception {
        String out = Kspec.at(directory)
                .run("scan", "-f", folder.root().toString(), "-o", "json")
                .out();
        return schema().validate(out, InputFormat.JSON);
    }

    private static JsonSchema schema() throws Exception {
        Path file = Path.of(System.getProperty("kspec.root"), "docs/schemas/scan-result.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(file));
    }
}
