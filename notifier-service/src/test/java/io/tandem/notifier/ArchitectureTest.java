package io.tandem.notifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;

@AnalyzeClasses(packages = "io.tandem.notifier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ROOTS = {
        "io.tandem.notifier.event", "io.tandem.notifier.live", "io.tandem.notifier.telegram"
    };

    @ArchTest
    static final ArchRule features_are_pure = classes()
            .that()
            .resideInAnyPackage(ROOTS)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "io.tandem.contracts", "io.tandem.edge.phone")
                            .or(resideInAnyPackage(ROOTS)));

    @ArchTest
    static final ArchRule features_have_no_clock =
            noClasses().that().resideInAnyPackage(ROOTS).should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule the_live_feed_knows_nothing_of_telegram = noClasses()
            .that()
            .resideInAPackage("io.tandem.notifier.live..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.notifier.telegram..");

    @ArchTest
    static final ArchRule telegram_knows_nothing_of_the_live_feed = noClasses()
            .that()
            .resideInAPackage("io.tandem.notifier.telegram..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.notifier.live..", "io.tandem.notifier.event.*");

    @ArchTest
    static final ArchRule there_are_no_cycles = SlicesRuleDefinition.slices()
            .matching("io.tandem.notifier.(**)")
            .should()
            .beFreeOfCycles();
}
