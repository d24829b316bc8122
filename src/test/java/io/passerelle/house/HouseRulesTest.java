package io.passerelle.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The rules between and within modules that the compiler cannot enforce (ARCHITECTURE section 2).
 */
class HouseRulesTest {

    private static final String GENERATED = "io.passerelle.store.db..";

    private static final JavaClasses CLASSES = ArchConfiguration.withThreadLocalScope(ours());

    /** Other people's classes are looked at by their names alone: they need not be read. */
    private static Function<ArchConfiguration, JavaClasses> ours() {
        return configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.passerelle");
        };
    }

    @Test
    void sql_isWrittenInStorePackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.passerelle.store..", "io.passerelle.*.store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jooq..", "java.sql..", GENERATED))
                .check(CLASSES);
    }

    @Test
    void vaadin_isSpokenInPortalPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.passerelle.portal..", "io.passerelle.*.portal..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.vaadin.."))
                .check(CLASSES);
    }

    @Test
    void wire_isPure() {
        classes()
                .that()
                .resideInAPackage("io.passerelle.*.wire..")
                .should(
                        onlyDependOnOwnModuleAnd(
                                "java.",
                                "javax.crypto.",
                                "io.netty.buffer.",
                                "io.netty.util.",
                                "io.passerelle.foundation.",
                                "org.jspecify.",
                                // what a package-info says about who may use the codec
                                "org.springframework.modulith.NamedInterface"))
                .check(CLASSES);
    }

    @Test
    void listen_neverTouchesStore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.passerelle.*.listen..",
                        "io.passerelle.relay",
                        "io.passerelle.network..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.passerelle.*.store..", "org.jooq..", GENERATED))
                .check(CLASSES);
    }

    /** Or of two nodes whose clocks are hours apart each looks again at what the other just did. */
    @Test
    void looksAtRulesOfAlerts_haveTheTimeOfTheDatabase_notOfANode() {
        noClasses()
                .that(
                        nameMatching(
                                "io\\.passerelle\\.alerts\\.Alert(Watch|Evaluation|Letters|Suspensions)"))
                .should()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void foundation_needsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAPackage("io.passerelle.foundation..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "org.springframework..",
                                "io.netty..",
                                "org.jooq..",
                                "com.vaadin..",
                                "tools.jackson.."))
                .check(CLASSES.that(not(nameMatching(".*package-info"))));
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.passerelle.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void staticState_neverChanges() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .should(beFinal())
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> onlyDependOnOwnModuleAnd(String... prefixes) {
        return new ArchCondition<>(
                "depend only on " + String.join(", ", prefixes) + " and their own module") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String module = item.getPackageName().replaceAll("\\.wire.*", ".");
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !dependency.getTargetClass().isPrimitive())
                        .forEach(dependency -> {
                            String target =
                                    dependency.getTargetClass().getBaseComponentType().getName();
                            boolean allowed =
                                    target.startsWith(module)
                                            || !target.contains(".")
                                            || Arrays.stream(prefixes).anyMatch(target::startsWith);
                            if (!allowed) {
                                events.add(
                                        SimpleConditionEvent.violated(
                                                item, dependency.getDescription()));
                            }
                        });
            }
        };
    }
}
