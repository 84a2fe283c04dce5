package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A browser with a profile of its own that trusts one panel's authority, as a person's does after
 * importing {@code ca.pem}; no certificate check is turned off.
 */
final class Chromium implements AutoCloseable {
  /** What a person's screen shows. */
  enum Screen {
    DESK(1440, 900),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it with {@code home} as its home directory. */
  static Chromium trusting(Path authority, Path home) throws Exception {
    return trusting(authority, home, program());
  }

  /** The same with another program, such as a script that puts it into another network. */
  static Chromium trusting(Path authority, Path home, Path program) throws Exception {
    trust(authority, home);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Map<String, String> environment = Map.of("HOME", home.toString(), "LANG", "C.UTF-8");
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setEnv(environment)
                    .setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  /** Opens a window with nothing remembered, for one person. */
  Visitor visitor(String panel, Screen screen, String language) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(panel)
                .setViewportSize(screen.width, screen.height)
                .setLocale(language)
                .setTimezoneId("Europe/Berlin")
                .setAcceptDownloads(true));
    return new Visitor(context);
  }

  Visitor visitor(String panel) {
    return visitor(panel, Screen.DESK, "en");
  }

  static Path program() {
    return PROGRAMS.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no Chromium: install the package chromium, or run ./test"));
  }

  private static void trust(Path authority, Path home) throws Exception {
    Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
    certutil("-d", "sql:" + database, "-N", "--empty-password");
    certutil("-d", "sql:" + database, "-A", "-t", "C,,", "-n", "panel", "-i", authority.toString());
  }

  private static void certutil(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("certutil"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
