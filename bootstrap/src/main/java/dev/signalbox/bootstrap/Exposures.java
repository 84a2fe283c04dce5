package dev.signalbox.bootstrap;

import dev.signalbox.api.routing.AddressRange;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Exposure;
import java.util.List;

/** Makes an exposure of what a builder was told, once that was checked. */
final class Exposures {
  private Exposures() {}

  static Exposure of(List<String> proxies, String basePath) {
    return new Exposure(
        proxies.stream().map(AddressRange::parse).toList(), BasePath.parse(basePath));
  }
}
