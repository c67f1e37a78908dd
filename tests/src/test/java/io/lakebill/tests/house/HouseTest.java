package io.lakebill.tests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. The poms keep the modules apart; this keeps the packages apart. */
@AnalyzeClasses(
    packages = {"io.lakebill.pricing", "io.lakebill.schemas", "io.lakebill.jobs"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

  private static final String JOBS = "io.lakebill.jobs.";

  @ArchTest
  static final ArchRule PRICING_KNOWS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("io.lakebill.pricing..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.lakebill.pricing..", "java..");

  @ArchTest
  static final ArchRule SCHEMAS_DO_NOT_KNOW_SPARK =
      noClasses()
          .that()
          .resideInAPackage("io.lakebill.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.delta..", "scala..", JOBS + ".");

  @ArchTest
  static final ArchRule THE_RUN_PROTOCOL_DOES_NOT_KNOW_THE_JOBS =
      noClasses()
          .that()
          .resideInAPackage(JOBS + "run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              JOBS + "meter..",
              JOBS + "rate..",
              JOBS + "invoice..",
              JOBS + "report..",
              JOBS + "land..",
              JOBS + "cli..");

  @ArchTest
  static final ArchRule METERING_DOES_NOT_KNOW_MONEY =
      noClasses()
          .that()
          .resideInAPackage(JOBS + "meter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JOBS + "rate..", JOBS + "invoice..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS + "cli..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.lakebill.jobs.(*)..").should().beFreeOfCycles();
}
