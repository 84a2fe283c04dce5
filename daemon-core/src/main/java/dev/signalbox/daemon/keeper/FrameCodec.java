package dev.signalbox.daemon.keeper;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bodies of the frames, each written and read in one place. */
final class FrameCodec {
  private FrameCodec() {}

  static Frame welcome(KeeperCapabilities capabilities, long pid) {
    return Frame.of(
        FrameType.WELCOME,
        out -> {
          out.writeInt(FrameChannel.VERSION);
          out.writeLong(pid);
          out.writeBoolean(capabilities.outlivesDaemon());
          Frame.writeText(out, capabilities.killsTree().name());
          out.writeBoolean(capabilities.dropsUser());
          out.writeInt(capabilities.limitations().size());
          for (String limitation : capabilities.limitations()) {
            Frame.writeText(out, limitation);
          }
        });
  }

  /** Reads what follows version and pid. */
  static KeeperCapabilities capabilities(Frame frame) {
    boolean outlives = frame.body().get() != 0;
    KillScope scope = KillScope.valueOf(frame.readText());
    boolean drops = frame.body().get() != 0;
    return new KeeperCapabilities(outlives, scope, drops, texts(frame));
  }

  static Frame listed(List<KeptId> ids) {
    return Frame.of(
        FrameType.LISTED,
        out -> {
          out.writeInt(ids.size());
          for (KeptId id : ids) {
            writeId(out, id);
          }
        });
  }

  static List<KeptId> ids(Frame frame) {
    List<KeptId> ids = new ArrayList<>();
    for (int left = frame.readInt(); left > 0; left--) {
      ids.add(id(frame));
    }
    return List.copyOf(ids);
  }

  static Frame launch(KeptSpec spec, int ringBytes, long stallNanos) {
    return Frame.of(
        FrameType.LAUNCH,
        out -> {
          writeId(out, spec.id());
          out.writeInt(ringBytes);
          out.writeLong(stallNanos);
          Frame.writeText(out, spec.directory().toString());
          out.writeInt(spec.command().size());
          for (String argument : spec.command()) {
            Frame.writeText(out, argument);
          }
          out.writeInt(spec.environment().size());
          for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
            Frame.writeText(out, variable.getKey());
            Frame.writeText(out, variable.getValue());
          }
          KeptUser user = spec.user();
          out.writeInt(user == null ? -1 : user.uid());
          out.writeInt(user == null ? -1 : user.gid());
          out.writeLong(spec.firstOffset());
        });
  }

  /** Reads what follows id, ring bytes and stall limit. */
  static KeptSpec spec(KeptId id, Frame frame) {
    Path directory = Path.of(frame.readText());
    List<String> command = texts(frame);
    Map<String, String> environment = new HashMap<>();
    for (int left = frame.readInt(); left > 0; left--) {
      String name = frame.readText();
      environment.put(name, frame.readText());
    }
    int uid = frame.readInt();
    int gid = frame.readInt();
    KeptUser user = uid < 0 ? null : new KeptUser(uid, gid);
    return new KeptSpec(id, directory, command, environment, user, frame.readLong());
  }

  static Frame attach(KeptId id, long from, long acknowledged, long stallNanos) {
    return Frame.of(
        FrameType.ATTACH,
        out -> {
          writeId(out, id);
          out.writeLong(from);
          out.writeLong(acknowledged);
          out.writeLong(stallNanos);
        });
  }

  static Frame release(KeptId id) {
    return Frame.of(FrameType.RELEASE, out -> writeId(out, id));
  }

  static KeptId id(Frame frame) {
    String instance = frame.readText();
    return new KeptId(instance, frame.readText());
  }

  static Frame attached(long pid, Instant startedAt) {
    return Frame.of(
        FrameType.ATTACHED,
        out -> {
          out.writeLong(pid);
          out.writeLong(startedAt.toEpochMilli());
        });
  }

  static Frame refused(String code, String message) {
    return Frame.of(
        FrameType.REFUSED,
        out -> {
          Frame.writeText(out, code);
          Frame.writeText(out, message);
        });
  }

  static Frame lost(long from, long to) {
    return Frame.of(
        FrameType.LOST,
        out -> {
          out.writeLong(from);
          out.writeLong(to);
        });
  }

  static Frame exit(KeptExit exit) {
    Integer code = exit.code();
    String signal = exit.signal();
    String reason = exit.reason();
    return Frame.of(
        FrameType.EXIT,
        out -> {
          out.writeInt(code == null ? -1 : code);
          Frame.writeText(out, signal == null ? "" : signal);
          Frame.writeText(out, reason == null ? "" : reason);
          out.writeLong(exit.at().toEpochMilli());
        });
  }

  static KeptExit exit(Frame frame) {
    int code = frame.readInt();
    String signal = frame.readText();
    String reason = frame.readText();
    return new KeptExit(
        code < 0 ? null : code,
        signal.isEmpty() ? null : signal,
        reason.isEmpty() ? null : reason,
        Instant.ofEpochMilli(frame.readLong()));
  }

  /** Makes a frame that is a number only, or a number with a text. */
  static Frame numbered(FrameType type, long number, String text) {
    return Frame.of(
        type,
        out -> {
          out.writeLong(number);
          Frame.writeText(out, text);
        });
  }

  private static List<String> texts(Frame frame) {
    List<String> texts = new ArrayList<>();
    for (int left = frame.readInt(); left > 0; left--) {
      texts.add(frame.readText());
    }
    return List.copyOf(texts);
  }

  private static void writeId(DataOutputStream out, KeptId id) throws IOException {
    Frame.writeText(out, id.instance());
    Frame.writeText(out, id.run());
  }
}
