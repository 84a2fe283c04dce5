package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found on one way, hop by hop. For one thread. */
final class Findings {
  private final Destination destination;
  private final Map<Hop, Check> checks = new EnumMap<>(Hop.class);

  Findings(Destination destination) {
    this.destination = requireNonNull(destination, "destination");
  }

  void pass(Hop hop, String detail) {
    checks.put(hop, Check.pass(destination.id(hop), hop.title(), detail));
  }

  void warn(Hop hop, String detail, String remedy) {
    checks.put(hop, Check.warn(destination.id(hop), hop.title(), detail, remedy));
  }

  void fail(Hop hop, String detail, String remedy) {
    checks.put(hop, Check.fail(destination.id(hop), hop.title(), detail, remedy));
  }

  void skip(Hop hop, String why) {
    checks.put(hop, Check.skip(destination.id(hop), hop.title(), "not looked at, because " + why));
  }

  /** Takes over what was found of one hop. */
  void put(Hop hop, Check check) {
    checks.put(hop, check);
  }

  boolean hasFailed(Hop hop) {
    return find(hop).filter(check -> check.status() == CheckStatus.FAIL).isPresent();
  }

  Optional<Check> find(Hop hop) {
    return Optional.ofNullable(checks.get(hop));
  }

  /** Returns a check for each hop; what nobody looked at is skipped behind what failed first. */
  List<Check> whole() {
    String why =
        checks.entrySet().stream()
            .filter(entry -> entry.getValue().status() == CheckStatus.FAIL)
            .findFirst()
            .map(entry -> "this failed before it: " + entry.getKey().title())
            .orElse("the time for the whole way was over");
    for (Hop hop : destination.hops()) {
      if (!checks.containsKey(hop)) {
        skip(hop, why);
      }
    }
    return new ArrayList<>(checks.values());
  }
}
