package io.saec.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports point one way: {@code model <- clustering <- state <- operators <- job <- cli}. */
@AnalyzeClasses(packages = "io.saec", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String KAFKA_CONNECTOR = "org.apache.flink.connector.kafka..";

  @ArchTest static final ArchRule MODEL = knowsOnly("model");

  @ArchTest static final ArchRule CLUSTERING = knowsOnly("clustering", "model");

  @ArchTest static final ArchRule STATE = knowsOnly("state", "model", "clustering");

  @ArchTest
  static final ArchRule OPERATORS = knowsOnly("operators", "model", "clustering", "state");

  @ArchTest
  static final ArchRule JOB = knowsOnly("job", "model", "clustering", "state", "operators");

  @ArchTest static final ArchRule CLIENT = knowsOnly("client", "model");

  @ArchTest static final ArchRule EVENTS = knowsOnly("events", "model");

  @ArchTest static final ArchRule EVALUATE = knowsOnly("evaluate", "model", "clustering", "events");

  @ArchTest
  static final ArchRule BENCH = knowsOnly("bench", "model", "clustering", "client", "events");

  @ArchTest
  static final ArchRule FLINK_IS_FOR_THE_JOB_AND_WHO_STARTS_IT =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.saec.state..", "io.saec.operators..", "io.saec.job..", "io.saec.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK);

  @ArchTest
  static final ArchRule KAFKA_IS_AT_THE_ENDS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.saec.job..", "io.saec.client..", "io.saec.events..", "io.saec.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA, KAFKA_CONNECTOR);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.saec.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STEPS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("io.saec.operators.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NAMES_SAY_THE_JOB =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
          .because("such a name says nothing");

  /** Of this project, classes of that module use only their own and those of these modules. */
  private static ArchRule knowsOnly(String module, String... modules) {
    String[] allowed = new String[modules.length + 1];
    allowed[0] = "io.saec." + module + "..";
    for (int i = 0; i < modules.length; i++) {
      allowed[i + 1] = "io.saec." + modules[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage("io.saec." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            Predicates.resideInAnyPackage(allowed)
                .or(Predicates.resideOutsideOfPackage("io.saec..")));
  }
}
