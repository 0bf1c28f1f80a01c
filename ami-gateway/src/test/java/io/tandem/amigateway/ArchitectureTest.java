package io.tandem.amigateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.tandem.amigateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOME = "io.tandem.amigateway";
    private static final String[] PURE = {HOME + ".link", HOME + ".fact", HOME + ".action", HOME + ".entry"};

    @ArchTest
    static final ArchRule decisions_know_no_framework = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "io.tandem.contracts..",
                    "io.tandem.ami..",
                    "io.tandem.edge.id..",
                    "io.tandem.edge.kafka..",
                    "io.tandem.edge.phone..",
                    HOME + ".link",
                    HOME + ".fact",
                    HOME + ".action",
                    HOME + ".entry");

    /** Kafka's own hash, since it must be exactly the producers'. */
    @ArchTest
    static final ArchRule ownership_knows_of_kafka_nothing_but_where_a_key_goes = classes()
            .that()
            .resideInAPackage(HOME + ".ownership")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "org.apache.kafka.common.utils..", HOME + ".ownership");

    @ArchTest
    static final ArchRule decisions_read_no_clock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule facts_know_nothing_of_sockets_or_commands = noClasses()
            .that()
            .resideInAPackage(HOME + ".fact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".link..", HOME + ".action..", HOME + ".pbx..");

    @ArchTest
    static final ArchRule links_know_nothing_of_calls = noClasses()
            .that()
            .resideInAPackage(HOME + ".link..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".fact..", HOME + ".action..", HOME + ".pbx..", "io.tandem.contracts..");

    /** {@code pbx} alone puts adapters of several features together. */
    @ArchTest
    static final ArchRule actions_reach_into_no_sibling = noClasses()
            .that()
            .resideInAPackage(HOME + ".action..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".fact.stream", HOME + ".link.socket", HOME + ".pbx..");

    @ArchTest
    static final ArchRule features_have_no_cycles =
            slices().matching(HOME + ".(*)..").should().beFreeOfCycles();
}
