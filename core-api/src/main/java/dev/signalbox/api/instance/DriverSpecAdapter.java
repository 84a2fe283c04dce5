package dev.signalbox.api.instance;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;

/** Puts the type of a driver beside its options, and takes it out again. */
final class DriverSpecAdapter extends TypeAdapter<DriverSpec> {
  private static final TypeAdapter<JsonElement> ELEMENT = new Gson().getAdapter(JsonElement.class);
  private static final String TYPE = "type";

  @Override
  public void write(JsonWriter out, DriverSpec driver) throws IOException {
    JsonObject object = new JsonObject();
    object.addProperty(TYPE, driver.type());
    driver.options().asMap().forEach(object::add);
    ELEMENT.write(out, object);
  }

  @Override
  public DriverSpec read(JsonReader in) throws IOException {
    if (!(ELEMENT.read(in) instanceof JsonObject options)) {
      throw SignalboxException.invalid("", "not an object (expected: an object)");
    }
    if (!(options.remove(TYPE) instanceof JsonPrimitive type) || !type.isString()) {
      throw SignalboxException.invalid(TYPE, "type: missing (expected: a string)");
    }
    return new DriverSpec(type.getAsString(), options);
  }
}
