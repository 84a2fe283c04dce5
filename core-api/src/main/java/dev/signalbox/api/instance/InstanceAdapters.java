package dev.signalbox.api.instance;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;

/** Binds the records of this package to their JSON, whatever {@link Gson} is used. */
final class InstanceAdapters {
  private static final TypeAdapter<JsonElement> ELEMENT = new Gson().getAdapter(JsonElement.class);

  private InstanceAdapters() {}

  static final class OfDriverSpec extends TypeAdapter<DriverSpec> {
    @Override
    public void write(JsonWriter out, DriverSpec value) throws IOException {
      writeTree(out, InstanceJson.toJson(value));
    }

    @Override
    public DriverSpec read(JsonReader in) throws IOException {
      return InstanceJson.driver(readObject(in), "");
    }
  }

  static final class OfInstanceSpec extends TypeAdapter<InstanceSpec> {
    @Override
    public void write(JsonWriter out, InstanceSpec value) throws IOException {
      writeTree(out, InstanceJson.toJson(value));
    }

    @Override
    public InstanceSpec read(JsonReader in) throws IOException {
      return InstanceJson.spec(readObject(in));
    }
  }

  static final class OfInstanceSnapshot extends TypeAdapter<InstanceSnapshot> {
    @Override
    public void write(JsonWriter out, InstanceSnapshot value) throws IOException {
      writeTree(out, InstanceJson.toJson(value));
    }

    @Override
    public InstanceSnapshot read(JsonReader in) throws IOException {
      return InstanceJson.snapshot(readObject(in));
    }
  }

  private static JsonObject readObject(JsonReader in) throws IOException {
    JsonElement element = ELEMENT.read(in);
    if (element instanceof JsonObject object) {
      return object;
    }
    throw SignalboxException.invalid("", "body: not an object (expected: an object)");
  }

  /** Writes nulls: {@code directory: null} says something, and what is absent was left out. */
  private static void writeTree(JsonWriter out, JsonObject tree) throws IOException {
    boolean before = out.getSerializeNulls();
    out.setSerializeNulls(true);
    try {
      ELEMENT.write(out, tree);
    } finally {
      out.setSerializeNulls(before);
    }
  }
}
