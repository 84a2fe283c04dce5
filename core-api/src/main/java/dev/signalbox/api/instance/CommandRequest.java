package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

/**
 * One line for the standard input of an instance.
 *
 * @param line without its line end
 */
public record CommandRequest(String line) {
  public CommandRequest {
    requireNonNull(line, "line");
  }
}
