package dev.signalbox.benchmarks.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.bootstrap.Panel;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.key.NewApiKey;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.user.NewUser;
import dev.signalbox.panel.user.User;
import dev.signalbox.panel.user.UserService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A panel, for as long as its standard input is open.
 *
 * <p>It says {@code READY port key,key… authority-file}, and answers each line that it is given
 * with one: {@code code NAME} with a join code, {@code accept NAME URL} with the daemon's id,
 * {@code online} with the number of daemons that are.
 */
public final class LinkedPanel {
  /** One person may relay 32 exchanges at once. */
  private static final int PEOPLE = 4;

  private static final String PASSWORD = "correct horse battery staple";

  private LinkedPanel() {}

  /**
   * Serves.
   *
   * @param arguments the kind of transport, the data directory, the port
   */
  public static void main(String[] arguments) throws IOException {
    try (Panel panel =
        Panel.builder()
            .dataDirectory(Path.of(arguments[1]))
            .transport(Subject.transport(arguments[0]))
            .listen("127.0.0.1", Integer.parseInt(arguments[2]))
            .initialAdministratorPassword(PASSWORD)
            .build()) {
      panel.start();
      String keys =
          IntStream.range(0, PEOPLE)
              .mapToObj(each -> key(panel, "visitor-" + System.nanoTime() + "-" + each))
              .collect(Collectors.joining(","));
      System.out.println("READY " + panel.port() + " " + keys + " " + panel.authorityFile());
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(answer(panel.service(NodeService.class), line.split(" ", -1)));
      }
    }
    System.exit(0);
  }

  private static String key(Panel panel, String name) {
    User made = panel.service(UserService.class).create(new NewUser(name, PASSWORD, Role.ADMIN));
    return panel
        .service(ApiKeyService.class)
        .create(made.id(), new NewApiKey(name, PermissionScope.everything(), null))
        .secret();
  }

  private static String answer(NodeService nodes, String[] words) {
    return switch (words[0]) {
      case "code" -> nodes.joinCode(words[1]).toString();
      case "accept" -> {
        Node node =
            nodes.list().stream()
                .filter(each -> each.name().equals(words[1]))
                .findFirst()
                .orElseThrow();
        nodes.accept(node.id(), List.of(URI.create(words[2])));
        yield node.id().value();
      }
      case "online" ->
          Long.toString(
              nodes.list().stream().filter(node -> node.status() == Node.Status.ONLINE).count());
      default -> throw new IllegalArgumentException("line: " + words[0]);
    };
  }
}
