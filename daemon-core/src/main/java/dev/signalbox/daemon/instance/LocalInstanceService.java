package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.daemon.console.ConsoleLogs;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.store.InstanceFolders;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request to the one supervisor that may change the instance. */
final class LocalInstanceService implements InstanceService {
  private static final Logger log = LoggerFactory.getLogger(LocalInstanceService.class);
  private static final int MOST_LINES = 10_000;
  private static final int MOST_TAIL_BYTES = 4 << 20;
  private static final int MOST_LINE_BYTES = 64 << 10;

  private final SupervisorContext context;
  private final ConsoleLogs logs;
  private final InstanceFolders folders;
  private final Map<InstanceId, Supervisor> supervisors = new ConcurrentHashMap<>();

  @Inject
  LocalInstanceService(SupervisorContext context, ConsoleLogs logs, InstanceFolders folders) {
    this.context = requireNonNull(context, "context");
    this.logs = requireNonNull(logs, "logs");
    this.folders = requireNonNull(folders, "folders");
  }

  @Override
  public void start() {
    try {
      folders.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.records().all().forEach((id, standing) -> add(new InstanceId(id), standing));
    supervisors.values().forEach(Supervisor::resume);
    log.info("instances found count={}", supervisors.size());
  }

  @Override
  public void stop() {
    supervisors.values().forEach(Supervisor::letGo);
  }

  @Override
  public List<InstanceSnapshot> list() {
    return supervisors.values().stream()
        .map(Supervisor::snapshot)
        .sorted(
            Comparator.comparing(InstanceSnapshot::name)
                .thenComparing(snapshot -> snapshot.id().value()))
        .toList();
  }

  @Override
  public InstanceSnapshot get(InstanceId id) {
    return supervisor(id).snapshot();
  }

  @Override
  public InstanceSnapshot create(InstanceSpec spec) {
    DriverPlan plan = context.plans().check(spec);
    InstanceId id = InstanceId.random();
    context.plans().prepareDirectory(id, spec, plan);
    Standing standing = Standing.of(spec);
    context.records().put(id, standing);
    Supervisor supervisor = add(id, standing);
    supervisor.announce();
    InstanceSnapshot created = supervisor.snapshot();
    log.info("instance created id={} driver={}", id, spec.driver().type());
    return created;
  }

  @Override
  public InstanceSnapshot replace(InstanceId id, InstanceSpec spec) {
    Supervisor supervisor = supervisor(id);
    context.plans().check(spec);
    return supervisor.replace(spec);
  }

  @Override
  public void delete(InstanceId id, FileDisposal files) {
    Supervisor supervisor = supervisor(id);
    supervisor.beginDelete();
    try {
      if (files == FileDisposal.DELETE) {
        context.plans().deleteDirectory(id, supervisor.spec());
      }
      context.plans().deleteStaging(id);
      context.records().remove(id);
    } catch (SignalboxException e) {
      supervisor.abandonDelete();
      throw e;
    }
    supervisors.remove(id);
    context.consoles().unregister(id);
    context.listener().removed(id);
    try {
      logs.delete(id);
    } catch (IOException e) {
      log.error("console log not deleted id={}", id, e);
    }
    log.info("instance deleted id={} files={}", id, files);
  }

  @Override
  public InstanceSnapshot start(InstanceId id) {
    return supervisor(id).start();
  }

  @Override
  public InstanceSnapshot stop(InstanceId id) {
    return supervisor(id).stop();
  }

  @Override
  public InstanceSnapshot restart(InstanceId id) {
    return supervisor(id).restart();
  }

  @Override
  public InstanceSnapshot kill(InstanceId id) {
    return supervisor(id).kill();
  }

  @Override
  public void command(InstanceId id, String line) {
    Supervisor supervisor = supervisor(id);
    if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw SignalboxException.invalid("line", "line: several (expected: one)");
    }
    byte[] bytes = (line + "\n").getBytes(supervisor.encoding());
    if (bytes.length > MOST_LINE_BYTES) {
      throw SignalboxException.invalid(
          "line", "line: " + bytes.length + " bytes (expected: at most " + MOST_LINE_BYTES + ")");
    }
    supervisor.input(ByteBuffer.wrap(bytes));
  }

  @Override
  public String log(InstanceId id, int lines) {
    if (lines < 1 || lines > MOST_LINES) {
      throw SignalboxException.invalid(
          "lines", "lines: " + lines + " (expected: 1.." + MOST_LINES + ")");
    }
    Supervisor supervisor = supervisor(id);
    return new String(supervisor.log().tail(lines, MOST_TAIL_BYTES), supervisor.encoding());
  }

  @Override
  public CompletionStage<Void> stopAll() {
    return CompletableFuture.allOf(
        supervisors.values().stream()
            .map(Supervisor::endForGood)
            .toArray(CompletableFuture<?>[]::new));
  }

  boolean has(InstanceId id) {
    return supervisors.containsKey(id);
  }

  InstanceSpec spec(InstanceId id) {
    return supervisor(id).spec();
  }

  private Supervisor add(InstanceId id, Standing standing) {
    try {
      Supervisor supervisor = new Supervisor(id, standing, logs.open(id), context);
      supervisors.put(id, supervisor);
      context.consoles().register(id, supervisor);
      return supervisor;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Supervisor supervisor(InstanceId id) {
    Supervisor found = supervisors.get(id);
    if (found == null) {
      throw new SignalboxException(
          InstanceError.UNKNOWN, "instance: " + id + " (expected: one that is here)");
    }
    return found;
  }
}
