package dev.signalbox.daemon.driver.process;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.driver.InstanceDriver;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.driver.RunListener;
import dev.signalbox.daemon.driver.RunUser;
import dev.signalbox.daemon.keeper.Keeper;
import dev.signalbox.daemon.keeper.KeptExit;
import dev.signalbox.daemon.keeper.KeptId;
import dev.signalbox.daemon.keeper.KeptListener;
import dev.signalbox.daemon.keeper.KeptProcess;
import dev.signalbox.daemon.keeper.KeptSpec;
import dev.signalbox.daemon.keeper.KeptUser;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs an instance as a process with an environment that is built, held by the keeper. */
final class ProcessDriver implements InstanceDriver {
  private static final int FIRST_PERSONAL_UID = 1000;
  private static final Pattern USER = Pattern.compile("(\\d{1,9})(?::(\\d{1,9}))?");
  private static final List<String> INHERITED =
      List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot", "TEMP", "TMP");
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Keeper keeper;
  private final ProcessConfig config;
  private final ProcessTable table;

  @Inject
  ProcessDriver(Keeper keeper, ProcessConfig config, ProcessTable table) {
    this.keeper = requireNonNull(keeper, "keeper");
    this.config = requireNonNull(config, "config");
    this.table = requireNonNull(table, "table");
  }

  @Override
  public String type() {
    return "process";
  }

  @Override
  public DriverPlan plan(DriverSpec spec) {
    ProcessOptions options = ProcessOptions.of(spec);
    return new Plan(options, user(options.user()));
  }

  @Override
  public Optional<InstanceRun> adopt(
      InstanceId instance, String run, long from, RunListener listener) {
    return keeper.adopt(new KeptId(instance.value(), run), from, new Tap(listener)).map(this::run);
  }

  private InstanceRun run(KeptProcess process) {
    return new ProcessRun(process, table);
  }

  private @Nullable RunUser user(@Nullable String asked) {
    if (!config.root()) {
      if (asked != null) {
        throw SignalboxException.invalid(
            "driver.user",
            "driver.user: " + asked + " (expected: null, since the daemon is not root)");
      }
      return null;
    }
    if (asked == null) {
      return config.unprivileged();
    }
    Matcher matcher = USER.matcher(asked.equals("root") ? "0" : asked);
    if (!matcher.matches()) {
      throw SignalboxException.invalid(
          "driver.user", "driver.user: " + asked + " (expected: uid or uid:gid in digits)");
    }
    int uid = Integer.parseInt(matcher.group(1));
    int gid = matcher.group(2) == null ? uid : Integer.parseInt(matcher.group(2));
    if (Math.min(uid, gid) < FIRST_PERSONAL_UID && !config.allowRootInstances()) {
      throw SignalboxException.invalid(
          "driver.user",
          "driver.user: "
              + asked
              + " (expected: at least 1000; root and system accounts need --allow-root-instances)");
    }
    return new RunUser(uid, gid);
  }

  private Map<String, String> environment(ProcessOptions options, Path directory) {
    Map<String, String> built = new HashMap<>();
    for (String name : INHERITED) {
      String value = config.inherited().get(name);
      if (value != null && value.indexOf('\0') < 0) {
        built.put(name, value);
      }
    }
    built.putIfAbsent("PATH", PATH);
    built.put("HOME", directory.toString());
    built.put("PWD", directory.toString());
    built.putAll(options.environment());
    return built;
  }

  private final class Plan implements DriverPlan {
    private final ProcessOptions options;
    private final @Nullable RunUser user;

    Plan(ProcessOptions options, @Nullable RunUser user) {
      this.options = options;
      this.user = user;
    }

    @Override
    public Charset encoding() {
      return options.charset();
    }

    @Override
    public Optional<RunUser> user() {
      return Optional.ofNullable(user);
    }

    @Override
    public InstanceRun launch(
        InstanceId instance, String run, Path directory, long firstOffset, RunListener listener) {
      KeptSpec spec =
          new KeptSpec(
              new KeptId(instance.value(), run),
              directory,
              options.command(),
              environment(options, directory),
              user == null ? null : new KeptUser(user.uid(), user.gid()),
              firstOffset);
      return run(keeper.launch(spec, new Tap(listener)));
    }
  }

  /** Hands on what the keeper says. */
  private record Tap(RunListener listener) implements KeptListener {
    @Override
    public void onOutput(long offset, ByteBuffer bytes) {
      listener.onOutput(offset, bytes);
    }

    @Override
    public void onLost(long from, long to) {
      listener.onLost(from, to);
    }

    @Override
    public void onExit(KeptExit exit) {
      listener.onExit(new InstanceExit(exit.code(), exit.signal(), exit.reason(), exit.at()));
    }
  }
}
