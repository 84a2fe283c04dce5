package dev.signalbox.launcher;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");
    return new String[] {
      "signalbox " + version, "java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
