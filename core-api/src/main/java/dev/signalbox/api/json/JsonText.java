package dev.signalbox.api.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text to tree, by RFC 8259 and nothing more. */
final class JsonText {
  private static final int MAX_DEPTH = 64;

  /** Longer than any number that a component can hold, and short enough to convert. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private JsonText() {}

  static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new SignalboxException(RequestError.BAD_JSON, "the JSON text is not UTF-8", e);
    }
  }

  static JsonElement parse(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement value = element(reader, FieldPath.ROOT, 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new SignalboxException(RequestError.BAD_JSON, "something follows the JSON value");
      }
      return value;
    } catch (EOFException e) {
      throw new SignalboxException(RequestError.BAD_JSON, "the JSON text ends too early", e);
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw new SignalboxException(RequestError.BAD_JSON, "not JSON at " + position(reader), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonElement element(JsonReader reader, FieldPath path, int depth)
      throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, path, deeper(depth));
      case BEGIN_ARRAY -> array(reader, path, deeper(depth));
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> number(path, ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> throw new MalformedJsonException("a value was expected");
    };
  }

  private static int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw new SignalboxException(
          RequestError.BAD_JSON, "the JSON text goes deeper than " + MAX_DEPTH + " levels");
    }
    return depth + 1;
  }

  private static JsonObject object(JsonReader reader, FieldPath path, int depth)
      throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      FieldPath member = path.member(name);
      if (object.has(name)) {
        throw Faults.invalid(member, "given twice (expected: once)");
      }
      object.add(name, element(reader, member, depth));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray array(JsonReader reader, FieldPath path, int depth) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(element(reader, path.element(array.size()), depth));
    }
    reader.endArray();
    return array;
  }

  private static JsonPrimitive number(FieldPath path, Number number) {
    int length = number.toString().length();
    if (length > MAX_NUMBER_LENGTH) {
      throw Faults.invalid(path, "a number of " + length + " characters (expected: <= 64)");
    }
    return new JsonPrimitive(number);
  }

  private static String position(JsonReader reader) {
    String path = reader.getPath();
    return path.length() <= 200 ? path : path.substring(0, 200) + "…";
  }
}
