package ru.priyomnaya;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import ru.priyomnaya.routing.RouteBean;

/** The tree is the architecture: whoever breaks it hears it here. Each rule first shows that it matches something. */
class ModularityTests {
    private static final ApplicationModules MODULES = ApplicationModules.of(Priyomnaya.class);
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ru.priyomnaya");

    @Test
    void modulesUseOnlyWhatTheyDeclareAndHaveNoCycles() {
        assertThat(MODULES).hasSizeGreaterThan(15);

        MODULES.verify();
    }

    @Test
    void theDiagramsOfTheModulesAreWritten() {
        new Documenter(MODULES).writeModulesAsPlantUml(DiagramOptions.defaults());
    }

    /** Words may name, by annotations, what of a message they take. */
    @Test
    void camelIsKnownToRoutingAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ru.priyomnaya.routing..")
                .and()
                .areNotAnnotatedWith(RouteBean.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("ru.priyomnaya.routing..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.camel..")
                        .and(not(DescribedPredicate.describe("are annotations", JavaClass::isAnnotation))))
                .check(OURS);
        assertThat(usersOf("org.apache.camel")).isPositive();
    }

    @Test
    void cryptographyLibrariesBelongToSigning() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ru.priyomnaya.signing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "org.apache.xml.security..")
                .check(OURS);
    }

    @Test
    void aWordOfTheRoutesHasOnePublicMethod() {
        var words = OURS.that(new DescribedPredicate<JavaClass>("are words") {
            @Override
            public boolean test(JavaClass type) {
                return type.isAnnotatedWith(RouteBean.class);
            }
        });
        assertThat(words)
                .hasSizeGreaterThan(4)
                .allSatisfy(word -> assertThat(Arrays.stream(word.reflect().getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()))
                        .as(word.getName())
                        .hasSize(1));
    }

    @Test
    void nobodyAsksTheSystemForTheTime() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(OURS);
    }

    /** Outside of a transaction such a stream keeps its connection until somebody closes it: twenty of them empty the pool. */
    @Test
    void aQueryIsReadAsAStreamOnlyWhereTheStreamIsClosed() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ru.priyomnaya.report.RegistrationJournal")
                .and()
                .doNotHaveFullyQualifiedName("ru.priyomnaya.appeal.DeadlineRecount")
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(OURS);
    }

    @Test
    void nobodyIsAnImplOrAManager() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Util|Utils|Manager|Helper|DTO|Dto)")
                .check(OURS);
        assertThat(OURS).hasSizeGreaterThan(100);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(MODULES.stream()
                        .map(module -> module.getBasePackage().getName())
                        .filter(name -> !name.equals("ru.priyomnaya")))
                .allSatisfy(name ->
                        assertThat(Class.forName(name + ".package-info")).isNotNull());
    }

    private static long usersOf(String library) {
        return OURS.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith(library)))
                .count();
    }
}
