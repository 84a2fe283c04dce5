package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is shut out loses what is open, and nobody else does. */
@Tag("linux")
class RevocationIT {
  private static final String PASSWORD = "a guest of the house";

  @TempDir Path temp;

  @Test
  void closesTheConsolesOfAPersonWhoIsShutOutAndNoOthers() throws Exception {
    try (Product product = Product.start(temp.resolve("data"))) {
      Operator operator = Operator.of(product);
      String id = operator.create("while read line; do echo got $line; done");
      operator.start(id);
      String guest =
          operator
              .curl()
              .post(
                  operator.api("/users"),
                  "{\"username\":\"guest\",\"password\":\"%s\",\"role\":\"user\"}"
                      .formatted(PASSWORD))
              .expect(201)
              .text("id");
      operator
          .curl()
          .run(
              operator.api("/users/" + guest + "/grants/" + operator.daemon() + "/" + id),
              "-X",
              "PUT",
              "--data-raw",
              "{\"permissions\":[\"instances.view\",\"console.view\"]}")
          .expect(200);
      try (ConsoleClient own = open(product, operator.ticket(id, "console", ""));
          ConsoleClient theirs = open(product, ticketOf(product, operator, id))) {
        assertThat(theirs.hello().getAsJsonArray("rights").toString()).isEqualTo("[\"view\"]");
        own.hello();
        operator
            .curl()
            .run(
                operator.api("/users/" + guest), "-X", "PATCH", "--data-raw", "{\"disabled\":true}")
            .expect(200);
        assertThat(theirs.closed().get(2, TimeUnit.SECONDS)).isEqualTo(4401);
        own.type("still here\n");
        own.awaitOutput("got still here\n");
      }
      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
      operator.awaitState(id, "stopped");
    }
  }

  private JsonObject ticketOf(Product product, Operator operator, String id) {
    Path cookies = temp.resolve("guest-cookies.txt");
    Curl browser =
        Curl.trusting(product.authority())
            .with(
                "-c",
                cookies.toString(),
                "-b",
                cookies.toString(),
                "-H",
                "Origin: " + product.panel());
    String proof =
        browser
            .post(
                operator.api("/session"),
                "{\"username\":\"guest\",\"password\":\"%s\"}".formatted(PASSWORD))
            .expect(200)
            .text("proof");
    return browser
        .with("-H", "Signalbox-Proof: " + proof)
        .post(
            operator.api("/tickets"),
            "{\"daemon\":\"%s\",\"instance\":\"%s\",\"operation\":\"console\"}"
                .formatted(operator.daemon(), id))
        .expect(200)
        .json();
  }

  private static ConsoleClient open(Product product, JsonObject ticket) throws Exception {
    return ConsoleClient.open(
        product.authority(),
        ticket.get("direct").getAsString(),
        ticket.get("ticket").getAsString());
  }
}
