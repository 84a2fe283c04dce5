package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.subject.SmallAnswer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The reference: nginx with a configuration and temporary folders of its own. */
final class Nginx {
  static final String NAME = "nginx";

  private static final String MISSING =
      "no nginx found. It is what everything is compared with: install it, on Debian and Ubuntu by"
          + " `apt-get install --no-install-recommends nginx`.";

  private Nginx() {}

  static ServerProcess start(Workspace workspace) throws IOException, InterruptedException {
    Path program = program();
    String build = ask(program, "-V");
    if (!build.contains("http_dav_module") || !build.contains("http_ssl_module")) {
      throw new BenchmarkException(
          program
              + " was built without the dav or the ssl module, and both are measured; Debian's"
              + " package nginx has them.");
    }
    Path home = Files.createDirectories(workspace.folder().resolve("nginx"));
    Path uploads = workspace.uploads(NAME);
    int plainPort;
    int tlsPort;
    // nginx cannot be asked for a free port and say which it took.
    try (ServerSocket plain = new ServerSocket(0);
        ServerSocket tls = new ServerSocket(0)) {
      plainPort = plain.getLocalPort();
      tlsPort = tls.getLocalPort();
    }
    Path configuration = home.resolve("nginx.conf");
    Files.writeString(configuration, configuration(workspace, plainPort, tlsPort));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-p",
                home.toString(),
                "-c",
                configuration.toString(),
                "-e",
                home.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output").toFile())
            .start();
    ServerProcess server =
        new ServerProcess(NAME, version(build), process, plainPort, tlsPort, uploads);
    awaitPort(server, home);
    return server;
  }

  /** As a distribution sets it up, with what helps large transfers and small requests added. */
  private static String configuration(Workspace workspace, int plainPort, int tlsPort) {
    boolean root = System.getProperty("user.name").equals("root");
    return String.join(
        "\n",
        "daemon off;",
        // Its workers would be nobody, who may not write into our folder.
        root ? "user root;" : "",
        "worker_processes auto;",
        "pid nginx.pid;",
        "error_log error.log;",
        "events { worker_connections 1024; }",
        "http {",
        "  access_log off;",
        "  sendfile on;",
        "  tcp_nopush on;",
        "  keepalive_requests 1000000000;",
        "  client_max_body_size 0;",
        "  client_body_buffer_size 256k;",
        "  client_body_temp_path body;",
        "  proxy_temp_path proxy;",
        "  fastcgi_temp_path fastcgi;",
        "  uwsgi_temp_path uwsgi;",
        "  scgi_temp_path scgi;",
        "  default_type application/octet-stream;",
        "  ssl_certificate " + workspace.certificate() + ";",
        "  ssl_certificate_key " + workspace.privateKey() + ";",
        "  ssl_protocols TLSv1.2 TLSv1.3;",
        "  server {",
        "    listen 127.0.0.1:" + plainPort + ";",
        "    listen 127.0.0.1:" + tlsPort + " ssl;",
        "    location = /file { root " + workspace.folder() + "; }",
        "    location /upload/ { alias "
            + workspace.folder().resolve("upload-nginx")
            + "/;"
            + " dav_methods PUT; }",
        "    location = /json { default_type application/json; return 200 '"
            + SmallAnswer.json()
            + "'; }",
        "  }",
        "}",
        "");
  }

  private static void awaitPort(ServerProcess server, Path home)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.plainPort())) {
        return;
      } catch (IOException e) {
        if (!server.process().isAlive() || System.nanoTime() > deadline) {
          server.close();
          throw new BenchmarkException(
              "nginx did not start: "
                  + Files.readString(home.resolve("output"))
                  + Files.readString(home.resolve("error.log")));
        }
        Thread.sleep(20);
      }
    }
  }

  private static Path program() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new BenchmarkException(MISSING));
  }

  private static String ask(Path program, String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(program.toString(), option)).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.waitFor();
    }
  }

  private static String version(String build) {
    return build
        .lines()
        .filter(line -> line.startsWith("nginx version:") || line.startsWith("built with"))
        .map(line -> line.replace("nginx version: ", ""))
        .reduce((first, second) -> first + ", " + second)
        .orElse("nginx");
  }
}
