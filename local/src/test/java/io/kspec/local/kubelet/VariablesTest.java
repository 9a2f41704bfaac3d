package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariablesTest {
    private static final Map<String, String> KNOWN = Map.of("HOST", "127.1.2.3", "MONEY", "$5\\");

    @ParameterizedTest
    @CsvSource(textBlock = """
            --host=$(HOST),        --host=127.1.2.3
            $(HOST):$(HOST),       127.1.2.3:127.1.2.3
            $$(HOST),              $(HOST)
            $$$(HOST),             $127.1.2.3
            $(UNKNOWN),            $(UNKNOWN)
            $HOST ${HOST} 5$,      $HOST ${HOST} 5$
            $(MONEY),              $5\\
            $(,                    $(
            """)
    void referencesAreExpandedAsKubernetesDoes(String text, String expanded) {
        assertThat(Variables.expand(text, KNOWN)).isEqualTo(expanded);
    }
}
