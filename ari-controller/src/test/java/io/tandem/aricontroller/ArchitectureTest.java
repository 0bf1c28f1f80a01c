package io.tandem.aricontroller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.tandem.aricontroller", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule what_was_said_is_pure = classes()
            .that()
            .resideInAPackage("..aricontroller.fact")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "io.tandem.contracts", "io.tandem.edge.id", "..aricontroller.fact");

    @ArchTest
    static final ArchRule the_links_decisions_are_pure = classes()
            .that()
            .resideInAPackage("..aricontroller.link")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..aricontroller.link");

    @ArchTest
    static final ArchRule procedures_know_the_pbx_by_a_port = classes()
            .that()
            .resideInAPackage("..aricontroller.call")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.tandem.contracts",
                    "io.tandem.edge.id",
                    "io.tandem.edge.kafka",
                    "..aricontroller.fact",
                    "..aricontroller.call");

    @ArchTest
    static final ArchRule no_core_reads_the_clock = noClasses()
            .that()
            .resideInAnyPackage("..aricontroller.fact", "..aricontroller.link", "..aricontroller.call")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.tandem.aricontroller.(*)..").should().beFreeOfCycles();
}
