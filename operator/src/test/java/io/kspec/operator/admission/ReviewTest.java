package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReviewTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aReviewIsReadWithItsObjectAndOldObject() {
        var reading = read(
                "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','request':{'uid':'u',"
                        + "'operation':'UPDATE','namespace':'shop','subResource':'resize','object':{'a':1},'oldObject':{'a':2}}}");
        assertThat(reading).isInstanceOfSatisfying(Review.Reading.Asked.class, asked -> {
            AdmissionRequest request = asked.request();
            assertThat(request.uid()).isEqualTo("u");
            assertThat(request.operation()).isEqualTo(AdmissionRequest.Operation.UPDATE);
            assertThat(request.namespace()).isEqualTo("shop");
            assertThat(request.subresource()).isEqualTo("resize");
            assertThat(request.object().orElseThrow().path("a").asInt()).isEqualTo(1);
            assertThat(request.oldObject().orElseThrow().path("a").asInt()).isEqualTo(2);
        });
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() {
        assertThat(message("{\"kind\": ")).contains("not JSON").contains("line 1");
    }

    @Test
    void anUnknownVersionIsNamedWithTheOneThatIsUnderstood() {
        assertThat(message("{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v9','request':{'uid':'u'}}"))
                .contains("admission.k8s.io/v9")
                .contains("admission.k8s.io/v1");
    }

    @Test
    void aReviewWithoutUidOrOperationIsRefused() {
        assertThat(
                        message(
                                "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','request':{'uid':'u','operation':'SPIN'}}"))
                .contains("request.operation");
    }

    @Test
    void aRefusalIsForbiddenAndEchoesTheUid() throws Exception {
        JsonNode response =
                response(Review.answer("u", new Decision.Refuse("because", List.of(), List.of()), Map.of()));
        assertThat(response.path("uid").asText()).isEqualTo("u");
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("code").asInt()).isEqualTo(403);
        assertThat(response.path("status").path("message").asText()).isEqualTo("because");
    }

    @Test
    void warningsAdmit() throws Exception {
        JsonNode response = response(Review.answer("u", new Decision.Warn(List.of("one", "two"), List.of()), Map.of()));
        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings")).hasSize(2);
    }

    @Test
    void admittingCarriesNoWarnings() throws Exception {
        JsonNode response = response(Review.answer("u", new Decision.Admit(List.of()), Map.of()));
        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.has("warnings")).isFalse();
    }

    private JsonNode response(byte[] review) throws Exception {
        JsonNode json = mapper.readTree(review);
        assertThat(json.path("apiVersion").asText()).isEqualTo("admission.k8s.io/v1");
        assertThat(json.path("kind").asText()).isEqualTo("AdmissionReview");
        return json.path("response");
    }

    private static Review.Reading read(String text) {
        return Review.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String text) {
        return ((Review.Reading.Unreadable) read(text)).message();
    }
}
