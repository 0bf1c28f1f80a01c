package io.tandem.local.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class SpecificationTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Specification specification = new Specification();

    @Test
    void has_the_paths_of_all_services_and_nothing_outside_the_api() throws Exception {
        specification.add("a", json("{'paths':{'/api/v1/calls':{'get':{}},'/q/health':{'get':{}}}}"));
        specification.add("b", json("{'paths':{'/api/v1/agents':{'get':{}}}}"));

        assertThat(specification.whole().path("paths").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("/api/v1/calls", "/api/v1/agents");
    }

    @Test
    void keeps_one_of_two_equal_components() throws Exception {
        var problem = "{'components':{'schemas':{'Problem':{'type':'object'}}}}";
        specification.add("a", json(problem));
        specification.add("b", json(problem));

        assertThat(specification.whole().at("/components/schemas").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("Problem");
    }

    @Test
    void renames_the_second_of_two_that_differ_and_whatever_refers_to_it() throws Exception {
        specification.add("a", json("{'components':{'schemas':{'Page':{'type':'object'}}}}"));
        specification.add("b", json("""
                        {'paths':{'/api/v1/agents':{'get':{'schema':{'$ref':'#/components/schemas/Page'}}}},
                         'components':{'schemas':{'Page':{'type':'array'},
                                                  'List':{'items':{'$ref':'#/components/schemas/Page'}}}}}"""));

        var whole = specification.whole();

        assertThat(whole.at("/components/schemas/Page/type").asText()).isEqualTo("object");
        assertThat(whole.at("/components/schemas/b.Page/type").asText()).isEqualTo("array");
        assertThat(whole.at("/components/schemas/List/items/$ref").asText()).isEqualTo("#/components/schemas/b.Page");
        assertThat(whole.at("/paths/~1api~1v1~1agents/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/b.Page");
    }

    @Test
    void is_shown_as_a_page_that_runs_nothing_of_what_services_wrote() throws Exception {
        specification.add("a", json("{'paths':{'/api/v1/calls':{'post':{'summary':'<script>alert(1)</script>'}}}}"));

        assertThat(Documents.page(specification.whole()))
                .contains("POST", "/api/v1/calls", "&lt;script&gt;")
                .doesNotContain("<script");
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
