package io.switchgear.local;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules that suit a plain Java program: it may block, but takes no framework with it. */
class ArchitectureTest {

    @Test
    void featuresFormNoCycleAndNoFrameworkComesAlong() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.switchgear.local");

        slices().matching("io.switchgear.local.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature that can be understood alone can be changed alone")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "io.switchgear.common..")
                .because("the launcher starts in a moment and needs none of the services' libraries")
                .check(classes);
    }
}
