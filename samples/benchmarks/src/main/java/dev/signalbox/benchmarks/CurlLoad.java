package dev.signalbox.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file up or down by curl, a process for each transfer. */
final class CurlLoad implements Load {
  /** Which way the bytes go. */
  enum Direction {
    DOWNLOAD,
    UPLOAD
  }

  /** Engines differ in what they would choose, and the cipher is not what is compared. */
  private static final String CIPHER = "TLS_AES_256_GCM_SHA384";

  private static final double GIB = 1 << 30;

  private final Workspace workspace;
  private final Direction direction;
  private final boolean tls;

  CurlLoad(Workspace workspace, Direction direction, boolean tls) {
    this.workspace = workspace;
    this.direction = direction;
    this.tls = tls;
  }

  @Override
  public Result run(ServerProcess server) throws IOException, InterruptedException {
    Path target = server.uploads().resolve("file");
    List<String> command = command(server, target.getFileName().toString());
    double cpuBefore = ProcessUsage.endedChildrenCpuSeconds();
    Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (InputStream out = curl.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    int exit = curl.waitFor();
    double cpu = ProcessUsage.endedChildrenCpuSeconds() - cpuBefore;
    String[] words = said.split(" ", -1);
    if (exit != 0 || words.length != 3 || !words[0].startsWith("20")) {
      throw new IOException(server.name() + ": curl ended with " + exit + ": " + said);
    }
    check(server, direction == Direction.DOWNLOAD ? Long.parseLong(words[2]) : taken(target));
    return new Result(workspace.fileBytes() / GIB, Double.parseDouble(words[1]), cpu);
  }

  private void check(ServerProcess server, long bytes) throws IOException {
    if (bytes != workspace.fileBytes()) {
      throw new IOException(server.name() + ": " + bytes + " bytes came through");
    }
  }

  private static long taken(Path target) throws IOException {
    long bytes = Files.size(target);
    Files.delete(target);
    return bytes;
  }

  private List<String> command(ServerProcess server, String name) {
    String base =
        tls ? "https://127.0.0.1:" + server.tlsPort() : "http://127.0.0.1:" + server.plainPort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "-sS",
                "--http1.1",
                "--max-time",
                "120",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{time_total} %{size_download}"));
    if (tls) {
      command.addAll(
          List.of("--cacert", workspace.certificate().toString(), "--tls13-ciphers", CIPHER));
    }
    if (direction == Direction.UPLOAD) {
      command.addAll(List.of("-T", workspace.file().toString(), base + "/upload/" + name));
    } else {
      command.add(base + "/file");
    }
    return command;
  }
}
