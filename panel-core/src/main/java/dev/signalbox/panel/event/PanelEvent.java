package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.api.json.Json;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that has changed.
 *
 * @param kind what happened, such as {@code daemon.changed}
 * @param subject what it is about: of several events about one subject only the newest is kept
 * @param member the name under which the detail stands in the event
 * @param detail the subject as JSON, asked for when the event is told and so possibly newer than
 *     it; null where there is nothing to tell any more. May block
 * @param context more members, such as the daemon of an instance
 */
public record PanelEvent(
    String kind,
    String subject,
    EventAudience audience,
    String member,
    Supplier<@Nullable String> detail,
    JsonObject context) {
  public PanelEvent {
    requireNonNull(kind, "kind");
    requireNonNull(subject, "subject");
    requireNonNull(audience, "audience");
    requireNonNull(member, "member");
    requireNonNull(detail, "detail");
    requireNonNull(context, "context");
  }

  /** Returns an event whose detail is asked for when it is told. */
  public static PanelEvent of(
      String kind,
      String subject,
      EventAudience audience,
      String member,
      Supplier<@Nullable String> detail) {
    return new PanelEvent(kind, subject, audience, member, detail, new JsonObject());
  }

  /** Returns an event with a detail that {@link Json} writes. */
  public static PanelEvent of(
      String kind, String subject, EventAudience audience, String member, Record detail) {
    String json = Json.write(detail);
    return of(kind, subject, audience, member, () -> json);
  }

  /** Returns the event as it is told; empty where there is nothing to tell any more. */
  Optional<String> json() {
    String value = detail.get();
    if (value == null) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(value.length() + 100);
    text.append("{\"kind\":").append(new JsonPrimitive(kind));
    context
        .entrySet()
        .forEach(
            entry ->
                text.append(',')
                    .append(new JsonPrimitive(entry.getKey()))
                    .append(':')
                    .append(entry.getValue()));
    text.append(',').append(new JsonPrimitive(member)).append(':').append(value).append('}');
    return Optional.of(text.toString());
  }
}
