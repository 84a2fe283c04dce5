package dev.signalbox.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data directory a command is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "signalbox-data",
      description = "The data directory. Default: ./signalbox-data")
  String data = "signalbox-data";

  /** Returns the directory, absolute. */
  Path directory(OptionFaults faults) {
    return faults.directory("--data", data);
  }

  /** Returns the directory where it is the only thing that can be at fault. */
  Path directory() {
    OptionFaults faults = new OptionFaults();
    Path directory = directory(faults);
    faults.raise();
    return directory;
  }
}
