package dev.signalbox.daemon.store;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Small JSON documents by name, each whole on disk or not there at all.
 *
 * <p>A document that was put is there after a crash and after a loss of power. Readable by the
 * daemon's user only. Safe for any thread, one at a time for each name.
 */
public interface DocumentStore {
  /** Returns the store in a directory, which is made with mode 0700 when it is first opened. */
  static DocumentStore in(Path directory) {
    return new FileDocumentStore(directory);
  }

  /** Returns every document by its name; what cannot be read is logged and left where it is. */
  Map<String, JsonObject> all() throws IOException;

  /**
   * Writes a document in the place of any before it.
   *
   * @param name 1 to 64 characters of {@code [A-Za-z0-9_-]}
   */
  void put(String name, JsonObject document) throws IOException;

  /** Removes a document; nothing happens where it is not there. */
  void remove(String name) throws IOException;
}
