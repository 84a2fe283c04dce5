package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.json.Json;
import dev.signalbox.daemon.store.DocumentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standings of all instances on disk. */
final class InstanceRecords {
  private static final Logger log = LoggerFactory.getLogger(InstanceRecords.class);

  private final DocumentStore documents;

  InstanceRecords(DocumentStore documents) {
    this.documents = requireNonNull(documents, "documents");
  }

  /** Returns what is there; a record that makes no sense is logged and left alone. */
  Map<String, Standing> all() {
    Map<String, JsonObject> found;
    try {
      found = documents.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Standing> standings = new TreeMap<>();
    found.forEach(
        (id, document) -> {
          try {
            standings.put(id, Json.read(document, Standing.class));
          } catch (SignalboxException | IllegalArgumentException e) {
            log.error("instance record unreadable id={}", id, e);
          }
        });
    return standings;
  }

  void put(InstanceId id, Standing standing) {
    try {
      documents.put(id.value(), Json.tree(standing).getAsJsonObject());
    } catch (IOException e) {
      throw notStored(id, e);
    }
  }

  void remove(InstanceId id) {
    try {
      documents.remove(id.value());
    } catch (IOException e) {
      throw notStored(id, e);
    }
  }

  private static SignalboxException notStored(InstanceId id, IOException e) {
    return new SignalboxException(
        InstanceError.NOT_STORED, "instance " + id + " cannot be stored: " + e.getMessage(), e);
  }
}
