package dev.signalbox.panel.web;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.routing.EntityTag;
import dev.signalbox.api.secret.Sha256;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the console's files on the class path, and keeps what was asked for once in memory. */
final class WebFiles {
  private static final String FOLDER = "/dev/signalbox/panel/web/";
  private static final Pattern NAME =
      Pattern.compile("(assets/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.([a-z0-9]+)");

  /** Only these are served: what else a jar may hold is nobody's business. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  /** What the build compressed beforehand, the smallest first, by the ending of its name. */
  private static final List<Map.Entry<String, String>> CODINGS =
      List.of(Map.entry("br", ".br"), Map.entry("gzip", ".gz"));

  private final Map<String, WebFile> files = new ConcurrentHashMap<>();

  @Inject
  WebFiles() {}

  /** Returns a file by its path below the console's folder; empty where there is none. */
  Optional<WebFile> find(String path) {
    WebFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var name = NAME.matcher(path);
    String type = name.matches() ? TYPES.get(name.group(2)) : null;
    return type == null ? Optional.empty() : load(path, type);
  }

  private Optional<WebFile> load(String path, String type) {
    byte[] plain = read(path);
    if (plain == null) {
      return Optional.empty();
    }
    List<WebFile.Form> compressed = new ArrayList<>();
    for (Map.Entry<String, String> coding : CODINGS) {
      byte[] bytes = read(path + coding.getValue());
      if (bytes != null) {
        compressed.add(new WebFile.Form(coding.getKey(), ResponseBody.of(bytes)));
      }
    }
    WebFile file = new WebFile(type, tag(plain), ResponseBody.of(plain), compressed);
    files.put(path, file);
    return Optional.of(file);
  }

  private static byte @Nullable [] read(String path) {
    try (InputStream in = WebFiles.class.getResourceAsStream(FOLDER + path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new SignalboxException(
          RequestError.INTERNAL, "the console's " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Weak, since one tag stands for all codings of the content. */
  private static EntityTag tag(byte[] content) {
    return EntityTag.weak(Sha256.hex(content));
  }
}
