package dev.signalbox.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.signalbox.launcher.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the web console, in a real Chromium against the running product. */
@Tag("linux")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebConsoleJourneys {
  private static final String ECHO = "echo uid $(id -u); while read line; do echo got $line; done";

  private final String transport;
  private Path temp;
  private Product product;
  private Chromium chromium;
  private Operator operator;

  WebConsoleJourneys(String transport) {
    this.transport = transport;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    temp = directory;
    product = Product.start(temp.resolve("data"), "--transport", transport);
    operator = Operator.of(product);
    chromium = Chromium.trusting(product.authority(), temp.resolve("home"));
  }

  @AfterAll
  void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (product != null) {
      killsAll(product);
      product.close();
    }
  }

  @Test
  void greetsWhoBeginsWithThreeStepsThatTickThemselves() throws Exception {
    Path home = temp.resolve("first-home");
    try (Product fresh = Product.start(temp.resolve("first"), "--transport", transport);
        Chromium browser = Chromium.trusting(fresh.authority(), home);
        Visitor admin = browser.visitor(fresh.panel(), Screen.DESK, "en")) {
      admin.signIn("admin", Product.PASSWORD);
      assertThat(admin.heading("First steps")).isVisible();
      assertThat(admin.page().getByText("1. Secure the connection (done)")).isVisible();
      assertThat(admin.page().getByText("2. A daemon is online (done)")).isVisible();
      assertThat(admin.page().getByText("3. Create the first instance (to do)")).isVisible();
      admin.assertAccessible();
      admin.picture(transport + "-first-steps");
      admin.place("Instances").click();
      assertThat(admin.page().getByText("No instance yet")).isVisible();
      admin.picture(transport + "-no-instance");
      admin.place("Home").click();
      admin.link("Create an instance").click();
      fillsInAndStarts(admin, "first", ECHO);
      admin.place("Home").click();
      assertThat(admin.heading("First steps: all done")).isVisible();
      killsAll(fresh);
    }
  }

  @Test
  void doesTheMainJobFromTheFormToTheFile() throws Exception {
    try (Visitor admin = admin()) {
      createsAndStarts(admin, "lobby", ECHO);
      typesAndReads(admin, "hello there", "got hello there");
      admin.picture(transport + "-console");
      uploadsAndDownloads(admin);
      admin.picture(transport + "-files");
      admin.link("Settings").click();
      assertThat(admin.field("Name").first()).hasValue("lobby");
      admin.assertAccessible();
      admin.picture(transport + "-settings");
      killsIt(admin);
    }
  }

  @Test
  void editsClonesWritesJsonAndDeletes() throws Exception {
    String id = operator.create("original", "echo uid 64321");
    try (Visitor admin = admin().expecting("400")) {
      admin.open("/instances/" + operator.daemon() + "/" + id + "/settings");
      admin.field("Name").first().fill("renamed");
      admin.button("Save").click();
      assertThat(admin.heading("renamed")).isVisible();
      admin.link("Clone").click();
      assertThat(admin.field("Name").first()).hasValue("renamed (copy)");
      admin.button("Create").click();
      assertThat(admin.heading("renamed (copy)")).isVisible();

      admin.open("/instances/new");
      admin.page().getByText("JSON", exactly()).click();
      String driver = "\"driver\": {\"type\": \"process\", \"command\": [\"true\"]}";
      admin.field("Specification").fill("{\"name\": \"written\", \"nope\": 1, " + driver + "}");
      admin.button("Create").click();
      assertThat(admin.page().getByText(Pattern.compile("nope: ")).first()).isVisible();
      admin.field("Specification").fill("{\"name\": \"written\", " + driver + "}");
      admin.button("Create").click();
      assertThat(admin.heading("written")).isVisible();

      admin.place("Instances").click();
      for (String name : List.of("renamed", "renamed (copy)", "written")) {
        admin.page().getByLabel("Select " + name, labelled()).check();
      }
      admin.picture(transport + "-selected");
      admin.button("Delete 3").click();
      Locator dialog = admin.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("renamed (copy)");
      admin.inDialog("Delete").click();
      assertThat(admin.link("written")).hasCount(0);
      assertThat(admin.link("renamed")).hasCount(0);
    }
  }

  @Test
  void managesAPersonAndAKey() throws Exception {
    try (Visitor admin = admin();
        Visitor newcomer = visitor().expecting("401")) {
      admin.place("People").click();
      admin.button("Add a person").click();
      admin.field("User name").fill("newcomer");
      admin.field("Password").fill(Product.PASSWORD);
      admin.inDialog("Create").click();
      assertThat(admin.heading("newcomer").first()).isVisible();
      admin.button("Disable").click();
      admin.inDialog("Disable").click();
      assertThat(admin.button("Enable")).isVisible();
      newcomer.signIn("newcomer", Product.PASSWORD);
      assertThat(newcomer.page().getByRole(AriaRole.ALERT)).isVisible();
      admin.button("Enable").click();
      assertThat(admin.button("Disable")).isVisible();
      newcomer.fillSignIn("newcomer", Product.PASSWORD);
      assertThat(newcomer.page().getByText("Nothing has been opened to you yet")).isVisible();
      newcomer.picture(transport + "-newcomer");
      admin.button("Delete").click();
      assertThat(admin.inDialog("Delete")).isDisabled();
      admin.field("Type newcomer to go on").fill("newcomer");
      admin.inDialog("Delete").click();
      assertThat(admin.heading("People")).isVisible();
      assertThat(newcomer.button("Sign in")).isVisible();

      admin.open("/account");
      admin.button("Make an API key").click();
      admin.field("Name").fill("backup");
      admin.inDialog("Create").click();
      assertThat(admin.page().getByText("It is shown this once")).isVisible();
      assertThat(admin.page().getByText(Pattern.compile("^sbx_")).first()).isVisible();
      admin.inDialog("I have it").click();
      admin.button("Delete the key backup").click();
      admin.inDialog("Delete").click();
      assertThat(admin.button("Delete the key backup")).hasCount(0);
    }
  }

  @Test
  void showsTheWaitAfterTooManyTries() throws Exception {
    operator.person("forgetful");
    try (Visitor visitor = visitor().expecting("401|429")) {
      visitor.open("/");
      Locator wait = visitor.page().getByText("Too many attempts");
      for (int attempt = 0; attempt < 30 && !wait.isVisible(); attempt++) {
        visitor.fillSignIn("forgetful", "not it " + attempt);
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
      }
      assertThat(wait).isVisible();
      assertThat(visitor.page().getByText(Pattern.compile("You can try again in \\d+ second")))
          .isVisible();
      visitor.picture(transport + "-too-many-tries");
    }
  }

  @Test
  void signsOutHereAndEverywhere() throws Exception {
    operator.person("leaver");
    try (Visitor here = visitor().expecting("401|WebSocket");
        Visitor there = visitor().expecting("401|WebSocket")) {
      for (Visitor each : List.of(here, there)) {
        each.signIn("leaver", Product.PASSWORD);
        assertThat(each.place("Instances")).isVisible();
      }
      here.open("/account");
      here.button("Sign out everywhere").click();
      here.inDialog("Sign out everywhere").click();
      assertThat(here.button("Sign in")).isVisible();
      assertThat(there.button("Sign in")).isVisible();
      here.fillSignIn("leaver", Product.PASSWORD);
      assertThat(here.heading("Account")).isVisible();
      here.button("Account of leaver").click();
      here.page()
          .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
          .click();
      assertThat(here.button("Sign in")).isVisible();
    }
  }

  @Test
  void tellsAWrongPasswordAndLetsTheRightOneIn() throws Exception {
    try (Visitor visitor = visitor().expecting("401")) {
      visitor.open("/instances");
      visitor.fillSignIn("admin", "not the password");
      assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("wrong");
      visitor.assertAccessible();
      visitor.picture(transport + "-wrong-password");
      visitor.fillSignIn("admin", Product.PASSWORD);
      assertThat(visitor.heading("Instances")).isVisible();
      assertThat(visitor.page().url()).endsWith("/instances");
    }
  }

  @Test
  void offersAStrangerNothingButWhatWasGranted() throws Exception {
    String seen = operator.create("granted", ECHO);
    String hidden = operator.create("hidden", ECHO);
    operator.start(seen);
    String stranger = operator.person("stranger");
    operator.grant(stranger, seen, "instances.view", "console.view");
    try (Visitor visitor = visitor()) {
      visitor.signIn("stranger", Product.PASSWORD);
      assertThat(visitor.place("Instances")).isVisible();
      assertThat(visitor.place("People")).hasCount(0);
      assertThat(visitor.place("Audit")).hasCount(0);
      visitor.place("Instances").click();
      visitor.link("granted").click();
      assertThat(visitor.page().getByText("You may watch this console.")).isVisible();
      assertThat(visitor.button("Kill")).hasCount(0);
      assertThat(visitor.button("Stop")).hasCount(0);
      assertThat(visitor.link("Files")).hasCount(0);
      visitor.picture(transport + "-stranger");
      visitor.open("/instances");
      assertThat(visitor.link("granted")).isVisible();
      assertThat(visitor.link("hidden")).hasCount(0);
    }
    try (Visitor visitor = visitor().expecting("404|403")) {
      visitor.signIn("stranger", Product.PASSWORD);
      assertThat(visitor.place("Instances")).isVisible();
      visitor.open("/instances/" + operator.daemon() + "/" + hidden);
      assertThat(visitor.page().getByText("This instance is gone")).isVisible();
    }
  }

  @Test
  void goesThroughARestartOfThePanel() throws Exception {
    String id = operator.create("survivor", ECHO);
    operator.start(id);
    try (Visitor admin =
        admin().expecting("ERR_CONNECTION|Failed to load|failed|502|503|WebSocket")) {
      admin.open("/instances/" + operator.daemon() + "/" + id + "/console");
      typesAndReads(admin, "before", "got before");
      product = product.killAndStartAgain("--transport", transport);
      operator = Operator.with(product, operator.key());
      assertThat(admin.page().locator(".xterm-rows")).containsText("the connection resumed here");
      typesAndReads(admin, "after", "got after");
      admin.place("Instances").click();
      assertThat(admin.link("survivor")).isVisible();
      assertThat(admin.page().getByText("The panel does not answer")).hasCount(0);
    }
  }

  @Test
  void runsNoScriptThatHidesInANameOfAnything() throws Exception {
    String hostile = "<img src=x onerror=\"document.title='owned'\">";
    String file = "<svg onload=alert(1)>.txt";
    String id = operator.create(hostile, ECHO, hostile);
    operator.start(id);
    operator.upload(id, file, "<script>alert(1)</script>");
    operator.nameDaemon(hostile);
    String instance = "/instances/" + operator.daemon() + "/" + id;
    try (Visitor admin = admin()) {
      admin.page().onDialog(dialog -> fail("a script ran"));
      for (String place :
          List.of(
              "/instances",
              instance + "/console",
              instance + "/files",
              instance + "/settings",
              instance + "/activity",
              "/instances/new",
              "/",
              "/daemons",
              "/daemons/" + operator.daemon(),
              "/daemons/" + operator.daemon() + "/diagnosis",
              "/people",
              "/audit",
              "/account")) {
        admin.open(place);
        admin.settle();
        assertThat(admin.page().title()).endsWith("Signalbox");
        assertThat(admin.page().locator("img[src=x], svg[onload]").count()).as(place).isZero();
      }
      admin.open(instance + "/files");
      assertThat(admin.page().getByText(file, exactly())).isVisible();
      admin.page().getByText(file, exactly()).click();
      assertThat(admin.page().locator(".cm-content")).containsText("<script>alert(1)</script>");
      typesIntoThePalette(admin, "onerror");
      assertThat(admin.page().getByRole(AriaRole.DIALOG)).containsText(hostile);
    } finally {
      operator.nameDaemon("local");
    }
  }

  @Test
  void diagnosesADaemonAndPutsTheRemedyBesideTheFault() throws Exception {
    Path home = temp.resolve("diagnosed-home");
    try (Product lost =
            Product.start(
                temp.resolve("diagnosed"), "--transport", transport, "--host", "nowhere.invalid");
        Chromium browser = Chromium.trusting(lost.authority(), home);
        Visitor admin = browser.visitor(lost.panel(), Screen.DESK, "en");
        Visitor phone = browser.visitor(lost.panel(), Screen.PHONE, "zh-CN")) {
      admin.signIn("admin", Product.PASSWORD);
      assertThat(admin.heading("First steps")).isVisible();
      String daemon = Operator.of(lost).daemon();
      admin.open("/daemons/" + daemon);
      admin.link("Diagnosis").click();
      assertThat(admin.page().getByText("1 fault", exactly())).isVisible();
      Locator fault = admin.page().locator("[data-status='fail']");
      assertThat(fault).hasCount(1);
      assertThat(fault).containsText("nowhere.invalid");
      assertThat(fault.getByLabel("Copy the remedy")).isVisible();
      assertThat(admin.page().locator("[data-check='address.origin'][data-status='pass']").first())
          .isVisible();
      admin.assertAccessible();
      admin.picture(transport + "-diagnosis");
      admin.button("Run it again").click();
      assertThat(fault).hasCount(1);

      signsInInChinese(phone);
      phone.open("/daemons/" + daemon + "/diagnosis");
      assertThat(phone.page().getByText("1 个故障")).isVisible();
      phone.assertFitsItsWidth();
      phone.picture(transport + "-phone-diagnosis");
    }
  }

  @Test
  void loadsLittleScriptBeforeTheFirstPageIsThere() {
    try (Visitor visitor = visitor()) {
      visitor.open("/");
      assertThat(visitor.field("User name")).isVisible();
      Object bytes =
          visitor
              .page()
              .evaluate(
                  "performance.getEntriesByType('resource').filter(each => each.name.endsWith('.js'))"
                      + ".reduce((sum, each) => sum + each.encodedBodySize, 0)");
      assertThat(((Number) bytes).intValue()).isBetween(50_000, 250_000);
    }
  }

  @Test
  void isUsableByKeyboardAlone() throws Exception {
    String id = operator.create("keys-only", ECHO);
    operator.start(id);
    try (Visitor visitor = visitor()) {
      visitor.open("/");
      assertThat(visitor.field("User name")).isFocused();
      visitor.keys("admin", "Tab", Product.PASSWORD, "Enter");
      assertThat(visitor.place("Instances")).isVisible();
      Locator search = typesIntoThePalette(visitor, "keys-only");
      assertThat(visitor.page().getByText("keys-only").first()).isVisible();
      visitor.picture(transport + "-palette");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.heading("keys-only")).isVisible();
      // The closed palette gives the focus back before anything else is done.
      assertThat(search).isHidden();
      awaitsDirectConsole(visitor);
      visitor.field("Command line").focus();
      visitor.keys("typed", "Enter");
      assertThat(visitor.page().locator(".xterm-rows")).containsText("got typed");
    }
  }

  @Test
  void fitsAPhone() throws Exception {
    String id = operator.create("pocket", ECHO);
    operator.start(id);
    try (Visitor visitor = chromium.visitor(product.panel(), Screen.PHONE, "en")) {
      visitor.signIn("admin", Product.PASSWORD);
      assertThat(visitor.place("Instances")).isVisible();
      for (String place : List.of("/", "/instances", "/daemons", "/people", "/audit", "/account")) {
        visitor.open(place);
        visitor.settle();
        visitor.assertFitsItsWidth();
        visitor.assertAccessible();
        visitor.picture(transport + "-phone" + place.replace('/', '-'));
      }
      visitor.open("/instances/" + operator.daemon() + "/" + id + "/console");
      visitor.picture(transport + "-phone-console");
      typesAndReads(visitor, "small", "got small");
      visitor.assertFitsItsWidth();
      visitor.picture(transport + "-phone-console");
    }
  }

  @Test
  void speaksChinese() throws Exception {
    try (Visitor visitor = chromium.visitor(product.panel(), Screen.DESK, "zh-CN")) {
      signsInInChinese(visitor);
      for (String place : List.of("/", "/instances", "/daemons", "/people", "/audit", "/account")) {
        visitor.open(place);
        visitor.settle();
        assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh-CN");
        visitor.picture(transport + "-chinese" + place.replace('/', '-'));
      }
    }
  }

  @Test
  void hasNoSeriousFaultForAssistiveTechnologyOnAnyPage() throws Exception {
    String id = operator.create("judged", ECHO);
    operator.start(id);
    operator.upload(id, "server.properties", "motd=welcome");
    String person = operator.person("judged");
    operator.grant(person, id, "instances.view", "files.view");
    String instance = "/instances/" + operator.daemon() + "/" + id;
    try (Visitor admin = admin()) {
      for (String place :
          List.of(
              "/",
              "/instances",
              "/instances/new",
              instance + "/console",
              instance + "/files",
              instance + "/files?edit=server.properties",
              instance + "/settings",
              instance + "/activity",
              "/daemons",
              "/daemons/" + operator.daemon(),
              "/daemons/" + operator.daemon() + "/diagnosis",
              "/people",
              "/people/" + person,
              "/audit",
              "/account")) {
        admin.open(place);
        admin.settle();
        if (place.endsWith("/console")) {
          awaitsDirectConsole(admin);
        } else if (place.contains("?edit=")) {
          assertThat(admin.page().locator(".cm-content")).containsText("motd=welcome");
        }
        String name =
            place.replace(id, "id").replace(operator.daemon(), "daemon").replace(person, "id");
        admin.assertAccessible();
        admin.picture(transport + "-desk" + name.replaceAll("[^a-z.]", "-"));
      }
    }
  }

  private static void signsInInChinese(Visitor visitor) {
    visitor.open("/");
    visitor.field("用户名").fill("admin");
    visitor.field("密码").fill(Product.PASSWORD);
    visitor.button("登录").click();
    assertThat(visitor.heading("首页").first()).isVisible();
  }

  /** Leaves nothing running behind a product that is about to end. */
  private static void killsAll(Product product) {
    Operator operator = Operator.of(product);
    for (String id : operator.running()) {
      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
      operator.awaitState(id, "stopped");
    }
  }

  private Visitor visitor() {
    return chromium.visitor(product.panel(), Screen.DESK, "en");
  }

  private Visitor admin() {
    Visitor visitor = visitor();
    visitor.signIn("admin", Product.PASSWORD);
    assertThat(visitor.place("Instances")).isVisible();
    return visitor;
  }

  private static Page.GetByLabelOptions labelled() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static void createsAndStarts(Visitor admin, String name, String script) {
    admin.open("/instances/new");
    fillsInAndStarts(admin, name, script);
  }

  private static void fillsInAndStarts(Visitor admin, String name, String script) {
    admin.field("Name").first().fill(name);
    admin.field("Program").fill("sh");
    admin.button("Add an argument").click();
    admin.field("Argument 1").fill("-c");
    admin.button("Add an argument").click();
    admin.field("Argument 2").fill(script);
    admin.button("Create and start").click();
    assertThat(admin.heading(name)).isVisible();
    assertThat(admin.page().locator(".xterm-rows")).containsText("uid 64321");
  }

  private static Locator typesIntoThePalette(Visitor visitor, String text) {
    visitor.page().keyboard().press("Control+k");
    Locator search = visitor.page().getByPlaceholder(Pattern.compile("^Go to an instance"));
    assertThat(search).isFocused();
    search.pressSequentially(text);
    return search;
  }

  /** The badge alone may tell of what an earlier page has found out. */
  private static void awaitsDirectConsole(Visitor visitor) {
    assertThat(visitor.page().locator(".xterm-rows")).containsText("uid 64321");
    assertThat(visitor.page().getByText("direct", exactly())).isVisible();
  }

  private static void typesAndReads(Visitor visitor, String line, String answer) {
    awaitsDirectConsole(visitor);
    Locator field = visitor.field("Command line");
    assertThat(field).isEnabled();
    field.fill(line);
    field.press("Enter");
    assertThat(visitor.page().locator(".xterm-rows")).containsText(answer);
  }

  private void uploadsAndDownloads(Visitor admin) throws Exception {
    admin.link("Files").click();
    Path sent = Files.writeString(temp.resolve("motd.txt"), "welcome\n", StandardCharsets.UTF_8);
    admin.page().locator("input[type=file]").first().setInputFiles(sent);
    Locator uploaded = admin.page().getByText("motd.txt", exactly());
    assertThat(uploaded.first()).isVisible();
    Download download = admin.page().waitForDownload(() -> admin.choose("motd.txt", "Download"));
    assertThat(Files.readString(download.path())).isEqualTo("welcome\n");
  }

  private static void killsIt(Visitor admin) {
    admin.button("Kill").first().click();
    admin.inDialog("Kill").click();
    assertThat(admin.page().getByText(Pattern.compile("^(Stopped|stopped)$")).first()).isVisible();
  }
}
