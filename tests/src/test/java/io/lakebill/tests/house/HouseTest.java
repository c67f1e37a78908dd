package io.lakebill.tests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. The poms keep the modules apart; this keeps the packages apart. */
class HouseTest {

  private static final String JOBS = "io.lakebill.jobs.";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "io.lakebill.pricing",
              "io.lakebill.schemas",
              "io.lakebill.jobs",
              "io.lakebill.airflow");

  @Test
  void pricingKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("io.lakebill.pricing..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.lakebill.pricing..", "java..")
        .check(HOUSE);
  }

  @Test
  void schemasDoNotKnowSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.lakebill.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..", "scala..", JOBS + ".")
        .check(HOUSE);
  }

  @Test
  void airflowStandsAlone() {
    classes()
        .that()
        .resideInAPackage("io.lakebill.airflow..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.lakebill.airflow..",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson..",
            "picocli..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.lakebill.airflow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lakebill.airflow..")
        .check(HOUSE);
  }

  @Test
  void theRunProtocolDoesNotKnowTheJobs() {
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
            JOBS + "cli..")
        .check(HOUSE);
  }

  @Test
  void meteringDoesNotKnowMoney() {
    noClasses()
        .that()
        .resideInAPackage(JOBS + "meter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JOBS + "rate..", JOBS + "invoice..")
        .check(HOUSE);
  }

  @Test
  void theTallyDoesNotKnowCatalogs() {
    noClasses()
        .that()
        .resideInAPackage(JOBS + "meter.tally..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lakebill.schemas..")
        .check(HOUSE);
  }

  @Test
  void nobodyKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JOBS + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "cli..")
        .check(HOUSE);
  }

  /** A lake is upgraded before anything else is done with it. */
  @Test
  void onlyTheCommandLineKnowsTheUpgrade() {
    noClasses()
        .that()
        .resideOutsideOfPackages(JOBS + "upgrade..", JOBS + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "upgrade..")
        .check(HOUSE);
    classes()
        .that()
        .resideInAPackage(JOBS + "upgrade..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            JOBS + "upgrade..",
            JOBS + "run..",
            JOBS + "lake..",
            "io.lakebill.schemas.table..",
            "org.apache.spark..",
            "scala..",
            "java..")
        .check(HOUSE);
  }

  /** Metering itself knows its rooms; none of them knows it, nor each other in turn. */
  @Test
  void theRoomsOfMeteringStandOnEachOther() {
    slices().matching(JOBS + "meter.(*)..").should().beFreeOfCycles().check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage(JOBS + "meter.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "meter")
        .check(HOUSE);
  }

  /** What an account is invoiced is known to all rooms of invoicing, and knows none. */
  @Test
  void theRoomsOfInvoicingStandOnEachOther() {
    slices().matching(JOBS + "invoice.(*)..").should().beFreeOfCycles().check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage(JOBS + "invoice.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "invoice")
        .check(HOUSE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.lakebill.jobs.(*)..").should().beFreeOfCycles().check(HOUSE);
  }
}
