package io.tandem.callstate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.tandem.callstate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static ArchRule pure(String feature) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.tandem.callstate." + feature)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "io.tandem.contracts", "io.tandem.callstate." + feature);
    }

    @ArchTest
    static final ArchRule calls_are_pure = pure("call");

    @ArchTest
    static final ArchRule agents_are_pure = pure("agent");

    @ArchTest
    static final ArchRule the_directory_is_pure = pure("directory");

    @ArchTest
    static final ArchRule the_choice_of_a_pbx_is_pure = pure("pbx");

    @ArchTest
    static final ArchRule the_ledger_is_pure = pure("ledger");

    @ArchTest
    static final ArchRule recordings_are_pure = pure("recording");

    @ArchTest
    static final ArchRule erasure_is_pure = pure("erasure");

    @ArchTest
    static final ArchRule recordings_leave_calls_alone = noClasses()
            .that()
            .resideInAPackage("io.tandem.callstate.recording..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.callstate.call..");

    @ArchTest
    static final ArchRule nothing_pure_reads_the_clock = noClasses()
            .that()
            .resideInAnyPackage("io.tandem.callstate.call", "io.tandem.callstate.agent", "io.tandem.callstate.ledger")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule calls_leave_the_insides_of_agents_alone = noClasses()
            .that()
            .resideInAPackage("io.tandem.callstate.call..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tandem.callstate.agent.*..",
                    "io.tandem.callstate.directory.*..",
                    "io.tandem.callstate.ledger.*..");

    @ArchTest
    static final ArchRule the_ledger_leaves_calls_alone = noClasses()
            .that()
            .resideInAPackage("io.tandem.callstate.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.callstate.call..");

    @ArchTest
    static final ArchRule agents_leave_the_insides_of_calls_alone = noClasses()
            .that()
            .resideInAPackage("io.tandem.callstate.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.callstate.call.*..", "io.tandem.callstate.directory.*..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().assignedFrom(
                    new com.tngtech.archunit.library.dependencies.SliceAssignment() {
                        @Override
                        public com.tngtech.archunit.library.dependencies.SliceIdentifier getIdentifierOf(
                                JavaClass type) {
                            return com.tngtech.archunit.library.dependencies.SliceIdentifier.of(type.getPackageName());
                        }

                        @Override
                        public String getDescription() {
                            return "packages";
                        }
                    })
            .should()
            .beFreeOfCycles();
}
