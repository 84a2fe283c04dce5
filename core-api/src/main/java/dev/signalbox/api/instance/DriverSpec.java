package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.annotations.JsonAdapter;
import dev.signalbox.api.json.SchemaText;

/**
 * What runs an instance, and with which options: in JSON one object, {@code type} beside the
 * options.
 *
 * <p>The options belong to the driver of that type, which reads and checks them; a daemon refuses a
 * type that it does not have.
 *
 * @param type such as {@code process}
 * @param options the driver's own fields, without {@code type}; copied in and out
 */
@JsonAdapter(DriverSpecAdapter.class)
@SchemaText(
    """
    {"type": "object", "properties": {"type": {"type": "string"}}, "required": ["type"]}
    """)
public record DriverSpec(String type, JsonObject options) {
  public DriverSpec {
    requireNonNull(type, "type");
    options = options.deepCopy();
    if (options.has("type")) {
      throw new IllegalArgumentException("options.type: present (expected: absent)");
    }
  }

  @Override
  public JsonObject options() {
    return options.deepCopy();
  }
}
