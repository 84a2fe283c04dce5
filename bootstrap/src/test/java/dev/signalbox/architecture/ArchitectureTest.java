package dev.signalbox.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
  private static final String LIBRARY = "dev.signalbox";
  private static final String SEEDED = "dev.signalbox.architecture.faults";
  private static final Set<String> MODULES =
      Set.of("api", "daemon", "panel", "transport.netty", "transport.undertow", "bootstrap");

  private static final JavaClasses library =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ArchitectureTest::isNoTestJar)
          .importPackages(LIBRARY);
  private static final JavaClasses seeded = new ClassFileImporter().importPackages(SEEDED);

  static List<Rule> rulesOfTheLibrary() {
    return new Rules(LIBRARY).all();
  }

  static List<Rule> rulesOfTheFaults() {
    return new Rules(SEEDED).all();
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheLibrary")
  void theLibraryKeeps(Rule rule) {
    rule.rule().check(library);
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheFaults")
  void reportsEachSeededFaultAndNothingElse(Rule rule) {
    List<String> reports = rule.rule().evaluate(seeded).getFailureReport().getDetails();

    assertThat(rule.faults()).isNotEmpty();
    assertThat(rule.faults())
        .allSatisfy(fault -> assertThat(reports).anyMatch(report -> report.contains(fault)));
    assertThat(reports).allMatch(report -> rule.faults().stream().anyMatch(report::contains));
  }

  @Test
  void sawEveryModule() {
    Map<String, Long> seen =
        library.stream().collect(groupingBy(ArchitectureTest::module, counting()));

    assertThat(seen)
        .containsOnlyKeys(MODULES)
        .hasEntrySatisfying("api", count -> assertThat(count).isGreaterThan(150))
        .hasEntrySatisfying("daemon", count -> assertThat(count).isGreaterThan(150))
        .hasEntrySatisfying("panel", count -> assertThat(count).isGreaterThan(150))
        .hasEntrySatisfying("transport.netty", count -> assertThat(count).isGreaterThan(20))
        .hasEntrySatisfying("transport.undertow", count -> assertThat(count).isGreaterThan(20))
        .hasEntrySatisfying("bootstrap", count -> assertThat(count).isGreaterThan(15));
  }

  private static String module(JavaClass type) {
    String name = type.getPackageName() + ".";
    return MODULES.stream()
        .filter(module -> name.startsWith(LIBRARY + "." + module + "."))
        .findFirst()
        .orElse(name);
  }

  private static boolean isNoTestJar(Location location) {
    return !location.contains("-tests.jar");
  }
}
