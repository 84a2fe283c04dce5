package dev.signalbox.panel.web;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.EntityTag;
import dev.signalbox.api.secret.Sha256;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the console's files on the class path, and keeps what was asked for once in memory. */
final class WebFiles {
  /** The document that every page of the console is. */
  static final String DOCUMENT = "index.html";

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

  /** What the document refers to, as the build wrote it: relative to the console's folder. */
  private static final Pattern REFERENCE = Pattern.compile("(src|href)=\"\\./");

  private static final String META = "<meta name=\"signalbox-base\" content=\"";

  private final Map<String, WebFile> files = new ConcurrentHashMap<>();
  private final BasePath base;

  @Inject
  WebFiles(BasePath base) {
    this.base = requireNonNull(base, "base");
  }

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
    if (path.equals(DOCUMENT)) {
      byte[] placed = placed(plain);
      WebFile document = new WebFile(type, tag(placed), ResponseBody.of(placed), List.of());
      files.put(path, document);
      return Optional.of(document);
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

  /**
   * Makes the document good below the base at any depth: a page's address says nothing of where the
   * files are, and the policy forbids an element that would.
   */
  private byte[] placed(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    return REFERENCE
        .matcher(text.replace(META, META + base))
        .replaceAll("$1=\"" + base + "/")
        .getBytes(StandardCharsets.UTF_8);
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
