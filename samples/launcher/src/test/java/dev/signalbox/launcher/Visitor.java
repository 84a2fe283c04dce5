package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person in front of the web console. Whatever the browser complains of is kept, and closing
 * fails where something was not expected.
 */
final class Visitor implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Path AXE =
      Path.of(
          "..", "..", "panel-core", "src", "main", "web", "node_modules", "axe-core", "axe.min.js");

  private static final Set<String> KEYS = Set.of("Tab", "Enter", "Escape", "ArrowDown");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  Visitor(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(message -> complain(message.type() + ": " + message.text()));
    page.onPageError(error -> complain("error: " + error));
    page.onRequestFailed(this::fail);
    page.onResponse(this::look);
  }

  /** Says that the browser will complain of this, such as of a refused sign-in. */
  Visitor expecting(String pattern) {
    expected.add(Pattern.compile(pattern));
    return this;
  }

  Page page() {
    return page;
  }

  void open(String path) {
    page.navigate(path);
  }

  void signIn(String username, String password) {
    open("/");
    fillSignIn(username, password);
  }

  /** Fills in the sign-in that is shown already. */
  void fillSignIn(String username, String password) {
    field("User name").fill(username);
    field("Password").fill(password);
    button("Sign in").click();
  }

  /** Presses named keys, and types whatever is not the name of one. */
  void keys(String... strokes) {
    for (String stroke : strokes) {
      if (KEYS.contains(stroke)) {
        page.keyboard().press(stroke);
      } else {
        page.keyboard().type(stroke);
      }
    }
  }

  /** Waits until the page has all that it asked for. */
  void settle() {
    page.waitForLoadState(LoadState.LOAD);
    page.waitForFunction("() => document.querySelector('h1') !== null");
    page.waitForFunction(
        "() => document.querySelector('[aria-busy=true], .mantine-Loader-root') === null");
  }

  /** Chooses from the menu of one thing in a list. */
  void choose(String thing, String action) {
    button("Actions for " + thing).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action)).click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A button of the question that is open. */
  Locator inDialog(String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A place that the rail, or the bar of a phone, leads to. */
  Locator place(String name) {
    return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Places"))
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** The field of exactly that label, required or not. */
  Locator field(String label) {
    // The star of what is required is part of the label's text, not of its name.
    return page.getByLabel(Pattern.compile("^" + label.replace("(", "\\(") + "( \\*)?$"));
  }

  /** Keeps a picture of the page, in light and in dark, to be looked at. */
  void picture(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.waitForFunction(
          "scheme => document.documentElement.dataset.mantineColorScheme === scheme",
          scheme.name().toLowerCase(Locale.ROOT));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setAnimations(ScreenshotAnimations.DISABLED)
              .setPath(
                  PICTURES.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** Fails where axe-core finds something serious on the page as it stands. */
  void assertAccessible() throws IOException {
    // Evaluated by the debugger, which the page's policy does not bind.
    page.evaluate(Files.readString(AXE));
    String found =
        (String)
            page.evaluate(
                "async () => JSON.stringify((await axe.run(document, {resultTypes: ['violations']})).violations"
                    + ".map(v => ({impact: v.impact, id: v.id, nodes: v.nodes.map(n => n.html)})))");
    JsonArray violations = JsonParser.parseString(found).getAsJsonArray();
    List<String> grave = new ArrayList<>();
    for (JsonElement violation : violations) {
      if (GRAVE.contains(violation.getAsJsonObject().get("impact").getAsString())) {
        grave.add(violation.toString());
      }
    }
    assertThat(grave).as("axe-core on %s", page.url()).isEmpty();
  }

  /** Fails where the page is wider than the window. */
  void assertFitsItsWidth() {
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue())
        .as("overflow of %s", page.url())
        .isLessThanOrEqualTo(0);
  }

  private void look(Response response) {
    if (response.status() >= 400) {
      complain(response.status() + " " + response.request().method() + " " + response.url());
    }
  }

  private void fail(Request request) {
    // Leaving a page ends what it was still asking for.
    if (!request.failure().equals("net::ERR_ABORTED")) {
      complain("failed: " + request.url() + " " + request.failure());
    }
  }

  private void complain(String complaint) {
    complaints.add(complaint);
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints)
        .filteredOn(
            complaint -> expected.stream().noneMatch(known -> known.matcher(complaint).find()))
        .as("what the browser complained of")
        .isEmpty();
  }
}
