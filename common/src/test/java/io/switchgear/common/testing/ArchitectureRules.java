package io.switchgear.common.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules that hold in every module, checked by each module's own test. */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /** @param module the module's root package, for example {@code io.switchgear.router} */
    public static void check(String module) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(module);
        if (classes.isEmpty()) {
            throw new AssertionError("No classes in " + module);
        }
        noCycles(module).check(classes);
        pureRecords().check(classes);
        nothingBlocks().check(classes);
    }

    private static ArchRule noCycles(String module) {
        return slices().matching(module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature that can be understood alone can be changed alone")
                .allowEmptyShould(true);
    }

    private static ArchRule pureRecords() {
        return noClasses()
                .that()
                .areRecords()
                .and()
                .areNotAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                .and(areNeitherComponentsNorNested())
                .should()
                .dependOnClassesThat(frameworks())
                .because("domain records are decided on by pure functions, and outlive frameworks")
                .allowEmptyShould(true);
    }

    private static ArchRule nothingBlocks() {
        return classes()
                .should()
                .onlyCallMethodsThat(DescribedPredicate.not(blocking()))
                .because("a blocked event loop stops every request on it; blocking clients end inside one adapter")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> areNeitherComponentsNorNested() {
        return DescribedPredicate.describe(
                "are top-level domain records",
                type -> type.getEnclosingClass().isEmpty()
                        && !type.isMetaAnnotatedWith("org.springframework.stereotype.Component"));
    }

    private static DescribedPredicate<JavaClass> frameworks() {
        return DescribedPredicate.describe("Spring or Reactor", type -> {
            String name = type.getPackageName();
            return name.startsWith("org.springframework") || name.startsWith("reactor.");
        });
    }

    private static DescribedPredicate<JavaMember> blocking() {
        return DescribedPredicate.describe("Reactor's block or Thread.sleep", member -> {
            String owner = member.getOwner().getName();
            String name = member.getName();
            return (owner.startsWith("reactor.core.publisher.")
                            && (name.equals("block")
                                    || name.equals("blockFirst")
                                    || name.equals("blockLast")
                                    || name.equals("blockOptional")
                                    || name.equals("toIterable")
                                    || name.equals("toStream")))
                    || (owner.equals("java.lang.Thread") && name.equals("sleep"));
        });
    }
}
