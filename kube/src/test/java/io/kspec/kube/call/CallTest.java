package io.kspec.kube.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /version                                                | get  | /version                  | the cluster
            /api/v1/namespaces?limit=500                            | list | namespaces                | the cluster
            /api/v1/namespaces/shop                                 | get  | namespaces                | the cluster
            /api/v1/namespaces/shop/pods                            | list | pods                      | namespace shop
            /apis/apps/v1/namespaces/shop/deployments/web           | get  | deployments.apps          | namespace shop
            /api/v1/namespaces/shop/serviceaccounts/me/token        | get  | serviceaccounts/token     | namespace shop
            /apis/example.org/v1/widgets                            | list | widgets.example.org       | the cluster
            """)
    void aCallIsNamedAsRolesNameIt(String path, String verb, String resource, String scope) {
        Call call = Call.get(path);
        assertThat(call.verb()).isEqualTo(verb);
        assertThat(call.resource()).isEqualTo(resource);
        assertThat(call.scope()).isEqualTo(scope);
    }
}
