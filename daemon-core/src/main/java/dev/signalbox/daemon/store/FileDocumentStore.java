package dev.signalbox.daemon.store;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file for each document, replaced by a rename. */
final class FileDocumentStore implements DocumentStore {
  private static final Logger log = LoggerFactory.getLogger(FileDocumentStore.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String SUFFIX = ".json";

  private final Path directory;

  FileDocumentStore(Path directory) {
    this.directory = requireNonNull(directory, "directory");
  }

  @Override
  public Map<String, JsonObject> all() throws IOException {
    prepare();
    Map<String, JsonObject> documents = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        if (!NAME.matcher(name).matches()) {
          continue;
        }
        try {
          documents.put(name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | IOException e) {
          log.error("document unreadable file={}", file, e);
        }
      }
    }
    return documents;
  }

  @Override
  public void put(String name, JsonObject document) throws IOException {
    Path file = file(name);
    prepare();
    Path fresh = directory.resolve(name + ".tmp");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Modes.attributes("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(document.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
  }

  @Override
  public void remove(String name) throws IOException {
    if (Files.deleteIfExists(file(name))) {
      syncDirectory();
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: " + name + " (expected: " + NAME + ")");
    }
    return directory.resolve(name + SUFFIX);
  }

  private void prepare() throws IOException {
    Files.createDirectories(directory, Modes.attributes("rwx------"));
  }

  /** Makes the rename itself durable; Windows has no such thing and does not need it. */
  private void syncDirectory() throws IOException {
    if (Modes.arePosix()) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
