package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside a running panel, as an operator gives them on its machine. */
@Tag("linux")
class CommandsIT {
  private static final String CHOSEN = "chosen by somebody";

  @TempDir Path temp;

  @Test
  void keepsPeopleAndLooksForFaultsWhereAPanelRuns() throws Exception {
    String data = temp.resolve("data").toString();
    try (Product product = Product.start(Path.of(data))) {
      assertThat(Files.getPosixFilePermissions(product.data().resolve("secrets/commands.key")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      makesPeopleKnown(product, data);

      Command.Result found = Command.run("doctor", "--data", data, "--json").expect(0);
      assertThat(ids(found))
          .contains("data.rights", "data.disk", "program.port", "panel.answers", "address.tcp");

      Path key = product.data().resolve("secrets/master.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
      Command.Result open = Command.run("doctor", "--data", data).expect(1);
      assertThat(open.out())
          .contains("FAIL data.rights  Nobody else can read the secrets")
          .contains("     To do: ")
          .contains(key + " rw-r--r--");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      assertThat(product.terminate()).isTrue();
    }
    Command.Result late = Command.run("user", "list", "--data", data).expect(1);
    assertThat(late.err()).startsWith("signalbox: no panel runs on " + data);
  }

  private static void makesPeopleKnown(Product product, String data) throws Exception {
    String api = product.panel() + "/api/v1/session";
    Curl curl = Curl.trusting(product.authority()).with("-H", "Origin: " + product.panel());
    Command.reading(CHOSEN + "\n", create(data, "eve", "admin")).expect(0);
    curl.post(api, credentials("eve", CHOSEN)).expect(200);

    String made =
        Command.run(create(data, "bob", "user")).expect(0).lastLine().replace("password: ", "");
    curl.post(api, credentials("bob", made)).expect(200);

    Path file = Files.writeString(Path.of(data).resolveSibling("password"), CHOSEN + "\n");
    Command.run(
            "user",
            "reset-password",
            "--data",
            data,
            "--username",
            "bob",
            "--password-file",
            "" + file)
        .expect(0);
    curl.post(api, credentials("bob", made)).expect(401);
    curl.post(api, credentials("bob", CHOSEN)).expect(200);

    // The key is this one's, who may have forgotten the password.
    Command.reading("12345678", "user", "reset-password", "--data", data, "--username", "admin")
        .expect(0);
    curl.post(api, credentials("admin", "12345678")).expect(200);

    assertThat(Command.run(create(data, "EVE", "user")).expect(1).err())
        .isEqualTo("signalbox: username: somebody else has this name (user.name-taken)\n");
    assertThat(Command.run("user", "list", "--data", data).expect(0).out())
        .containsPattern("admin +enabled +admin\n")
        .containsPattern("user +enabled +bob\n");
  }

  private static String[] create(String data, String name, String role) {
    return new String[] {"user", "create", "--data", data, "--username", name, "--role", role};
  }

  private static String credentials(String name, String password) {
    JsonObject credentials = new JsonObject();
    credentials.addProperty("username", name);
    credentials.addProperty("password", password);
    return credentials.toString();
  }

  private static List<String> ids(Command.Result doctor) {
    return StreamSupport.stream(doctor.json().getAsJsonArray("checks").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(check -> check.get("id").getAsString())
        .toList();
  }
}
