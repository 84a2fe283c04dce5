package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network of its own in this kernel: places on one wire, and one behind an address translator
 * that lets nothing in. Nothing of it touches the machine's own network.
 */
final class Namespaces implements AutoCloseable {
  /** A machine, as far as its network goes. */
  enum Place {
    PANEL("10.77.0.10"),
    CLIENT("10.77.0.20"),
    OPEN("10.77.0.30"),
    GATEWAY("10.77.0.40"),
    HIDDEN("10.77.1.2");

    private final String address;

    Place(String address) {
      this.address = address;
    }

    String address() {
      return address;
    }
  }

  private static final String INSIDE = "10.77.1.1";
  private static final String WIRE = "wire";

  private final String prefix = "sbx" + ProcessHandle.current().pid() + "-";

  private Namespaces() {}

  static Namespaces make() throws Exception {
    Namespaces made = new Namespaces();
    try {
      made.connect();
      return made;
    } catch (Throwable e) {
      made.close();
      throw e;
    }
  }

  private void connect() throws Exception {
    run("ip", "netns", "add", prefix + WIRE);
    within(WIRE, "ip", "link", "add", "br0", "type", "bridge");
    within(WIRE, "ip", "link", "set", "br0", "up");
    for (Place place : Place.values()) {
      run("ip", "netns", "add", prefix + name(place));
      within(name(place), "ip", "link", "set", "lo", "up");
      if (place != Place.HIDDEN) {
        plug(place);
      }
    }
    hide();
  }

  private void plug(Place place) throws Exception {
    String port = name(place);
    cable(name(place), "eth0", WIRE, port);
    within(WIRE, "ip", "link", "set", port, "master", "br0", "up");
    within(name(place), "ip", "address", "add", place.address + "/24", "dev", "eth0");
    within(name(place), "ip", "link", "set", "eth0", "up");
  }

  /** What a home router does: out by its own address, and in only what answers. */
  private void hide() throws Exception {
    String gateway = name(Place.GATEWAY);
    String hidden = name(Place.HIDDEN);
    cable(hidden, "eth0", gateway, "eth1");
    within(gateway, "ip", "address", "add", INSIDE + "/24", "dev", "eth1");
    within(gateway, "ip", "link", "set", "eth1", "up");
    within(hidden, "ip", "address", "add", Place.HIDDEN.address + "/24", "dev", "eth0");
    within(hidden, "ip", "link", "set", "eth0", "up");
    within(hidden, "ip", "route", "add", "default", "via", INSIDE);
    within(gateway, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
    within(gateway, "iptables", "-P", "FORWARD", "DROP");
    within(gateway, "iptables", "-A", "FORWARD", "-i", "eth1", "-j", "ACCEPT");
    String answers = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";
    within(gateway, ("iptables -A FORWARD -i eth0 " + answers).split(" "));
    within(gateway, "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE".split(" "));
  }

  private void cable(String one, String end, String other, String otherEnd) throws Exception {
    run(
        ("ip link add " + end + " netns " + prefix + one + " type veth peer name " + otherEnd)
            .concat(" netns " + prefix + other)
            .split(" "));
  }

  /** Returns what to put before a command for it to run there. */
  List<String> at(Place place) {
    return within(name(place));
  }

  /** Has every packet from and to a port of a place vanish. */
  void shut(Place place, int port) throws Exception {
    String rule = " -p tcp --%s " + port + " -j DROP";
    within(name(place), ("iptables -I INPUT" + rule.formatted("dport")).split(" "));
    within(name(place), ("iptables -I OUTPUT" + rule.formatted("sport")).split(" "));
  }

  /** Lets everything from and to a place through again. */
  void open(Place place) throws Exception {
    within(name(place), "iptables", "-F", "INPUT");
    within(name(place), "iptables", "-F", "OUTPUT");
  }

  private List<String> within(String name) {
    // Unlike `ip netns exec`, which mounts another /sys, where no cgroups are.
    return List.of("nsenter", "--net=/run/netns/" + prefix + name);
  }

  private void within(String name, String... command) throws Exception {
    List<String> all = new ArrayList<>(within(name));
    all.addAll(List.of(command));
    run(all.toArray(String[]::new));
  }

  private static String name(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), said).isZero();
    return said;
  }

  /** Ends whatever runs in it, and takes it away. */
  @Override
  public void close() throws Exception {
    List<String> ours =
        run("ip", "netns", "list")
            .lines()
            .map(line -> line.split(" ", 2)[0])
            .filter(name -> name.startsWith(prefix))
            .toList();
    for (String name : ours) {
      run("ip", "netns", "pids", name)
          .lines()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
          .forEach(ProcessHandle::destroyForcibly);
      run("ip", "netns", "delete", name);
    }
  }
}
