package io.tandem.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tandem.hardware", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_feature_is_pure = classes()
            .that()
            .resideInAPackage("io.tandem.hardware.node")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.tandem.contracts", "io.tandem.hardware.node");

    @ArchTest
    static final ArchRule there_are_no_cycles =
            slices().matching("io.tandem.hardware.(**)").should().beFreeOfCycles();
}
