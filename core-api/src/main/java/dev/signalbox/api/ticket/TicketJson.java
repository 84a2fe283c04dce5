package dev.signalbox.api.ticket;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims as JSON: each at most once, none unknown, each of its one type. */
final class TicketJson {
  private @Nullable String audience;
  private @Nullable String boot;
  private @Nullable String subject;
  private @Nullable String operation;
  private @Nullable InstanceId instance;
  private @Nullable String path;
  private Set<TicketRight> rights = Set.of();
  private @Nullable Set<InstanceId> instances;
  private @Nullable String origin;
  private @Nullable String id;
  private @Nullable Instant expiresAt;

  private TicketJson() {}

  static String write(Ticket ticket) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      json.name("aud").value(ticket.audience().value());
      json.name("boot").value(ticket.boot().value());
      json.name("sub").value(ticket.subject());
      json.name("op").value(ticket.operation());
      InstanceId instance = ticket.instance();
      if (instance != null) {
        json.name("instance").value(instance.value());
      }
      if (ticket.path() != null) {
        json.name("path").value(ticket.path());
      }
      if (!ticket.rights().isEmpty()) {
        json.name("rights").beginArray();
        for (TicketRight right : TicketRight.values()) {
          if (ticket.allows(right)) {
            json.value(right.claim());
          }
        }
        json.endArray();
      }
      Set<InstanceId> instances = ticket.instances();
      if (instances != null) {
        json.name("instances").beginArray();
        for (InstanceId visible : instances) {
          json.value(visible.value());
        }
        json.endArray();
      }
      if (ticket.origin() != null) {
        json.name("origin").value(ticket.origin());
      }
      json.name("jti").value(ticket.id());
      json.name("exp").value(ticket.expiresAt().getEpochSecond());
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string writer does not fail", e);
    }
    return text.toString();
  }

  /**
   * Reads claims.
   *
   * @throws IOException where the text is not an object of exactly our claims
   */
  static Ticket read(String text) throws IOException {
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      TicketJson claims = new TicketJson();
      Set<String> seen = new HashSet<>();
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (!seen.add(name)) {
          throw new IOException("a claim stands twice");
        }
        claims.read(name, json);
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("text after the claims");
      }
      return claims.toTicket();
    } catch (RuntimeException e) {
      // Gson's and the records' ways to say that a value is not of its type or shape.
      throw new IOException("a claim is malformed", e);
    }
  }

  private void read(String name, JsonReader json) throws IOException {
    switch (name) {
      case "aud" -> audience = text(json);
      case "boot" -> boot = text(json);
      case "sub" -> subject = text(json);
      case "op" -> operation = text(json);
      case "instance" -> instance = new InstanceId(text(json));
      case "path" -> path = text(json);
      case "rights" -> rights = rights(json);
      case "instances" -> instances = instances(json);
      case "origin" -> origin = text(json);
      case "jti" -> id = text(json);
      case "exp" -> expiresAt = instant(json);
      default -> throw new IOException("an unknown claim");
    }
  }

  private Ticket toTicket() throws IOException {
    if (audience == null
        || boot == null
        || subject == null
        || operation == null
        || id == null
        || expiresAt == null) {
      throw new IOException("a claim is missing");
    }
    return new Ticket(
        new DaemonId(audience),
        new BootId(boot),
        subject,
        operation,
        instance,
        path,
        rights,
        instances,
        origin,
        id,
        expiresAt);
  }

  private static String text(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw new IOException("a claim is no string");
    }
    return json.nextString();
  }

  private static Instant instant(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.NUMBER) {
      throw new IOException("a claim is no number");
    }
    return Instant.ofEpochSecond(Long.parseLong(json.nextString()));
  }

  private static Set<TicketRight> rights(JsonReader json) throws IOException {
    Set<TicketRight> all = new LinkedHashSet<>();
    json.beginArray();
    while (json.hasNext()) {
      all.add(right(text(json)));
    }
    json.endArray();
    return all;
  }

  private static TicketRight right(String claim) throws IOException {
    for (TicketRight right : TicketRight.values()) {
      if (right.claim().equals(claim)) {
        return right;
      }
    }
    throw new IOException("an unknown right");
  }

  private static Set<InstanceId> instances(JsonReader json) throws IOException {
    Set<InstanceId> all = new LinkedHashSet<>();
    json.beginArray();
    while (json.hasNext()) {
      all.add(new InstanceId(text(json)));
    }
    json.endArray();
    return all;
  }
}
