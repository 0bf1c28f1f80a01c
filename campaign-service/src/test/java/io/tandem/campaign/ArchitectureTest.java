package io.tandem.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** Feature roots are pure; features know each other by their roots only. */
@AnalyzeClasses(packages = "io.tandem.campaign", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "io.tandem.campaign.";
    private static final String[] ROOTS = {
        SERVICE + "agent",
        SERVICE + "trunk",
        SERVICE + "campaign",
        SERVICE + "contact",
        SERVICE + "pacing",
        SERVICE + "inbound"
    };

    /** Jackson's annotations say how a value is shown; phone numbers are judged by libphonenumber behind the edge. */
    @ArchTest
    static final ArchRule feature_roots_are_pure = classes()
            .that()
            .resideInAnyPackage(ROOTS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(concat(
                    ROOTS,
                    "java..",
                    "io.tandem.contracts",
                    "io.tandem.edge.phone",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson.annotation"));

    @ArchTest
    static final ArchRule feature_roots_do_not_look_at_the_clock =
            noClasses().that().resideInAnyPackage(ROOTS).should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule features_form_no_cycle =
            slices().matching("io.tandem.campaign.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_reaches_into_the_agents = closed("agent");

    @ArchTest
    static final ArchRule nothing_reaches_into_the_trunks = closed("trunk");

    @ArchTest
    static final ArchRule nothing_reaches_into_the_campaigns = closed("campaign");

    @ArchTest
    static final ArchRule nothing_reaches_into_the_contacts = closed("contact");

    @ArchTest
    static final ArchRule nothing_reaches_into_the_pacing = closed("pacing");

    @ArchTest
    static final ArchRule nothing_reaches_into_the_inbound = closed("inbound");

    @ArchTest
    static final ArchRule entities_stay_in_the_store = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..store")
            .andShould()
            .bePackagePrivate();

    private static ArchRule closed(String feature) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(SERVICE + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SERVICE + feature + ".store",
                        SERVICE + feature + ".api",
                        SERVICE + feature + ".stream",
                        SERVICE + feature + ".reading");
    }

    private static String[] concat(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }
}
