package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a SIGKILL of the whole product costs the instances and their output: nothing. */
@Tag("linux")
class CrashIT {
  private static final String COUNTER =
      "i=0; while :; do echo line $i; i=$((i+1)); [ $((i % 200)) = 0 ] && sleep 0.01; done";

  @TempDir Path temp;

  @Test
  void adoptsARunningInstanceWithoutLosingOrDoublingAByte() throws Exception {
    Path data = temp.resolve("data");
    String id;
    String key;
    long pid;
    byte[] before;
    try (Product first = Product.start(data)) {
      key = Operator.key(first);
      Operator operator = Operator.with(first, key);
      id = operator.create(COUNTER);
      operator.start(id);
      pid = operator.look(id).get("pid").getAsLong();
      try (ConsoleClient console = open(first, operator, id, "?from=0")) {
        console.awaitOutput("line 2000\n");
        first.kill();
        console.closed().join();
        before = console.bytes();
      }
    }
    assertThat(ProcessHandle.of(pid)).isPresent();
    try (Product second = Product.start(data)) {
      Operator operator = Operator.with(second, key);
      JsonObject adopted = operator.look(id);
      assertThat(adopted.get("state").getAsString()).isEqualTo("running");
      assertThat(adopted.get("pid").getAsLong()).isEqualTo(pid);
      try (ConsoleClient console = open(second, operator, id, "?from=" + before.length)) {
        assertThat(console.hello().get("offset").getAsLong()).isEqualTo(before.length);
        await().atMost(Duration.ofSeconds(30)).until(() -> console.bytes().length > 200_000);
        assertThat(console.texts()).noneMatch(text -> text.get("type").getAsString().equals("gap"));
        assertCounts(new String(before, StandardCharsets.US_ASCII) + console.output());
      }
      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
      operator.awaitState(id, "stopped");
      assertThat(ProcessHandle.of(pid)).isEmpty();
    }
  }

  @Test
  void knowsHowAnInstanceEndedWhileNobodyWatched() throws Exception {
    Path data = temp.resolve("data");
    String id;
    String key;
    try (Product first = Product.start(data)) {
      key = Operator.key(first);
      Operator operator = Operator.with(first, key);
      id = operator.create("echo begun; read line; echo ended; exit 7");
      operator.start(id);
      long pid = operator.look(id).get("pid").getAsLong();
      first.kill();
      // The reader of the instance's input is the keeper, so the program is ended from outside.
      ProcessHandle instance = ProcessHandle.of(pid).orElseThrow();
      instance.destroy();
      await().atMost(Duration.ofSeconds(10)).until(() -> !instance.isAlive());
    }
    try (Product second = Product.start(data)) {
      Operator operator = Operator.with(second, key);
      operator.awaitState(id, "crashed");
      assertThat(operator.look(id).getAsJsonObject("exit").get("signal").getAsString())
          .isEqualTo("TERM");
      assertThat(operator.curl().get(operator.instance(id, "/log")).body()).isEqualTo("begun\n");
    }
  }

  @Test
  void knowsTheExitCodeOfAnInstanceThatEndedByItself() throws Exception {
    Path data = temp.resolve("data");
    String id;
    String key;
    try (Product first = Product.start(data)) {
      key = Operator.key(first);
      Operator operator = Operator.with(first, key);
      id = operator.create("echo begun; sleep 2; echo ended; exit 7");
      operator.start(id);
      first.kill();
    }
    try (Product second = Product.start(data)) {
      Operator operator = Operator.with(second, key);
      operator.awaitState(id, "crashed");
      assertThat(operator.look(id).getAsJsonObject("exit").get("code").getAsInt()).isEqualTo(7);
      assertThat(operator.curl().get(operator.instance(id, "/log")).body())
          .isEqualTo("begun\nended\n");
    }
  }

  private static ConsoleClient open(Product product, Operator operator, String id, String query)
      throws Exception {
    JsonObject ticket = operator.ticket(id, "console", "");
    return ConsoleClient.open(
        product.authority(),
        ticket.get("direct").getAsString() + query,
        ticket.get("ticket").getAsString());
  }

  private static void assertCounts(String output) {
    String whole = output.substring(0, output.lastIndexOf('\n'));
    int expected = 0;
    for (String line : whole.split("\n")) {
      assertThat(line).isEqualTo("line " + expected);
      expected++;
    }
    assertThat(expected).isGreaterThan(10_000);
  }
}
