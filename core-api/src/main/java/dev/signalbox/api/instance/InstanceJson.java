package dev.signalbox.api.instance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The JSON form of instances; reading is strict, see {@link FieldReader}. Thread-safe. */
public final class InstanceJson {
  private static final Set<String> SIGNALS =
      Set.of("TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "KILL");
  private static final Duration HOUR = Duration.ofHours(1);

  private InstanceJson() {}

  /**
   * Returns the specification in an object.
   *
   * @throws SignalboxException {@code request.invalid}, naming the field at fault
   */
  public static InstanceSpec spec(JsonObject object) {
    FieldReader fields = FieldReader.of(object, "");
    InstanceSpec spec = spec(fields);
    fields.finish();
    return spec;
  }

  /**
   * Returns the snapshot in an object.
   *
   * @throws SignalboxException {@code request.invalid}, naming the field at fault
   */
  public static InstanceSnapshot snapshot(JsonObject object) {
    FieldReader fields = FieldReader.of(object, "");
    InstanceSpec spec = spec(fields);
    String id = fields.requiredString("id");
    String stateName = fields.requiredString("state");
    InstanceState state =
        InstanceState.ofWireName(stateName)
            .orElseThrow(() -> fields.fault("state", stateName, "a state of an instance"));
    Long pid = fields.integer("pid", 1, Long.MAX_VALUE);
    Instant startedAt = fields.instant("startedAt");
    JsonObject exit = fields.object("exit");
    Long restarts = fields.integer("restarts", 0, Integer.MAX_VALUE);
    FieldReader usage = fields.nested("usage");
    double cpu = usage.number("cpu", 0);
    Long memory = usage.integer("memory", 0, Long.MAX_VALUE);
    return InstanceSnapshot.of(
        instanceId(fields, id),
        spec,
        state,
        pid,
        startedAt,
        exit == null ? null : exit(exit, fields.path("exit")),
        restarts == null ? 0 : restarts.intValue(),
        new InstanceUsage(cpu, memory == null ? 0 : memory));
  }

  /**
   * Returns the exit in an object.
   *
   * @param path where it stands, for failures
   */
  public static InstanceExit exit(JsonObject object, String path) {
    FieldReader fields = FieldReader.of(object, path);
    Long code = fields.integer("code", Integer.MIN_VALUE, Integer.MAX_VALUE);
    String signal = fields.string("signal", null);
    String reason = fields.string("reason", null);
    Instant at = fields.instant("at");
    if (at == null) {
      throw fields.fault("at", "missing", "an instant");
    }
    return new InstanceExit(code == null ? null : code.intValue(), signal, reason, at);
  }

  /** Returns the object of a specification, with every field. */
  public static JsonObject toJson(InstanceSpec spec) {
    JsonObject object = new JsonObject();
    object.addProperty("name", spec.name());
    JsonArray tags = new JsonArray();
    spec.tags().forEach(tags::add);
    object.add("tags", tags);
    object.addProperty("directory", spec.directory());
    object.add("driver", toJson(spec.driver()));
    JsonObject stop = new JsonObject();
    stop.addProperty("input", spec.stop().input());
    stop.addProperty("signal", spec.stop().signal());
    stop.addProperty("timeout", spec.stop().timeout().toString());
    object.add("stop", stop);
    JsonObject restart = new JsonObject();
    restart.addProperty("policy", spec.restart().policy().wireName());
    restart.addProperty("attempts", spec.restart().attempts());
    restart.addProperty("interval", spec.restart().interval().toString());
    restart.addProperty("backoff", spec.restart().backoff().toString());
    object.add("restart", restart);
    object.add("ready", toJson(spec.ready()));
    object.addProperty("autoStart", spec.autoStart());
    object.addProperty("expiresAt", text(spec.expiresAt()));
    object.addProperty("diskLimit", spec.diskLimit());
    return object;
  }

  /** Returns the object of a snapshot: the specification's fields and those of the state. */
  public static JsonObject toJson(InstanceSnapshot snapshot) {
    JsonObject object = new JsonObject();
    object.addProperty("id", snapshot.id().value());
    toJson(snapshot.spec()).entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
    object.addProperty("state", snapshot.state().wireName());
    if (snapshot.pid() != null) {
      object.addProperty("pid", snapshot.pid());
    }
    if (snapshot.startedAt() != null) {
      object.addProperty("startedAt", text(snapshot.startedAt()));
    }
    InstanceExit exit = snapshot.exit();
    if (exit != null) {
      object.add("exit", toJson(exit));
    }
    object.addProperty("restarts", snapshot.restarts());
    JsonObject usage = new JsonObject();
    usage.addProperty("cpu", snapshot.usage().cpu());
    usage.addProperty("memory", snapshot.usage().memory());
    object.add("usage", usage);
    return object;
  }

  /** Returns the object of an exit, without what is not known. */
  public static JsonObject toJson(InstanceExit exit) {
    JsonObject object = new JsonObject();
    if (exit.code() != null) {
      object.addProperty("code", exit.code());
    }
    if (exit.signal() != null) {
      object.addProperty("signal", exit.signal());
    }
    if (exit.reason() != null) {
      object.addProperty("reason", exit.reason());
    }
    object.addProperty("at", text(exit.at()));
    return object;
  }

  static JsonObject toJson(DriverSpec driver) {
    JsonObject object = new JsonObject();
    object.addProperty("type", driver.type());
    driver.options().entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
    return object;
  }

  static DriverSpec driver(JsonObject object, String path) {
    String type = FieldReader.of(object, path).requiredString("type");
    JsonObject options = object.deepCopy();
    options.remove("type");
    return new DriverSpec(type, options);
  }

  private static InstanceSpec spec(FieldReader fields) {
    String name = fields.requiredString("name");
    checkText(fields, "name", name, 100);
    List<String> tags = fields.strings("tags");
    checkTags(fields, tags);
    String directory = fields.string("directory", null);
    JsonObject driver = fields.object("driver");
    if (driver == null) {
      throw fields.fault("driver", "missing", "an object");
    }
    return new InstanceSpec(
        name,
        tags,
        directory,
        driver(driver, fields.path("driver")),
        stop(fields.nested("stop")),
        restart(fields.nested("restart")),
        ready(fields.object("ready"), fields.path("ready")),
        fields.bool("autoStart", false),
        fields.instant("expiresAt"),
        fields.integer("diskLimit", 1, Long.MAX_VALUE));
  }

  private static StopSpec stop(FieldReader fields) {
    String input = fields.string("input", null);
    if (input != null
        && (input.length() > 4096 || input.chars().anyMatch(c -> c == 0 || c == '\n'))) {
      throw fields.fault("input", "…", "one line of at most 4096 characters");
    }
    String signal = fields.string("signal", null);
    if (signal != null && !SIGNALS.contains(signal)) {
      throw fields.fault("signal", signal, "TERM, INT, HUP, QUIT, USR1, USR2 or KILL");
    }
    Duration timeout = fields.duration("timeout", StopSpec.DEFAULT.timeout(), Duration.ZERO, HOUR);
    fields.finish();
    return new StopSpec(input, signal == null ? StopSpec.DEFAULT.signal() : signal, timeout);
  }

  private static RestartSpec restart(FieldReader fields) {
    RestartSpec fallback = RestartSpec.DEFAULT;
    String name = fields.string("policy", null);
    RestartPolicy policy = fallback.policy();
    if (name != null) {
      policy =
          RestartPolicy.ofWireName(name)
              .orElseThrow(() -> fields.fault("policy", name, "no, on-failure or always"));
    }
    Long attempts = fields.integer("attempts", 1, 1000);
    Duration interval =
        fields.duration(
            "interval", fallback.interval(), Duration.ofSeconds(1), Duration.ofDays(30));
    Duration backoff = fields.duration("backoff", fallback.backoff(), Duration.ZERO, HOUR);
    fields.finish();
    return new RestartSpec(
        policy, attempts == null ? fallback.attempts() : attempts.intValue(), interval, backoff);
  }

  private static @Nullable ReadySpec ready(@Nullable JsonObject object, String path) {
    if (object == null) {
      return null;
    }
    FieldReader fields = FieldReader.of(object, path);
    String pattern = fields.requiredString("pattern");
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw fields.fault("pattern", e.getDescription(), "a regular expression");
    }
    Duration timeout =
        fields.duration(
            "timeout", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1));
    fields.finish();
    return new ReadySpec(pattern, timeout);
  }

  private static @Nullable JsonObject toJson(@Nullable ReadySpec ready) {
    if (ready == null) {
      return null;
    }
    JsonObject object = new JsonObject();
    object.addProperty("pattern", ready.pattern());
    object.addProperty("timeout", ready.timeout().toString());
    return object;
  }

  private static void checkTags(FieldReader fields, List<String> tags) {
    if (tags.size() > 32) {
      throw fields.fault("tags", tags.size() + " of them", "at most 32");
    }
    for (int i = 0; i < tags.size(); i++) {
      checkText(fields, "tags[" + i + "]", tags.get(i), 64);
    }
    if (new HashSet<>(tags).size() != tags.size()) {
      throw fields.fault("tags", "one twice", "distinct ones");
    }
  }

  private static void checkText(FieldReader fields, String name, String text, int most) {
    if (text.isBlank()
        || text.length() > most
        || !text.codePoints().allMatch(InstanceJson::shows)) {
      throw fields.fault(
          name,
          text.length() > most ? text.length() + " characters" : "'" + text.strip() + "'",
          "1 to " + most + " characters without control characters");
    }
  }

  /** Direction overrides are refused too: they make one name look like another. */
  private static boolean shows(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.SURROGATE
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069)
        && c != 0x2028
        && c != 0x2029;
  }

  private static InstanceId instanceId(FieldReader fields, String id) {
    try {
      return new InstanceId(id);
    } catch (IllegalArgumentException e) {
      throw fields.fault("id", "…", "1 to 64 characters of A-Z, a-z, 0-9, _ or -");
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
