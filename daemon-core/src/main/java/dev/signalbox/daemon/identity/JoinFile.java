package dev.signalbox.daemon.identity;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.secret.SecretDirectory;
import dev.signalbox.api.ticket.TicketKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the joined panel as one JSON file that is replaced whole. */
final class JoinFile {
  private static final String FILE = "daemon-panel.json";

  private final SecretDirectory secrets;

  /** The file's form: keys X.509 encoded and certificates in DER, both in base64. */
  record Stored(
      DaemonId daemon,
      String name,
      List<String> ticketKeys,
      @Nullable String panelKey,
      @Nullable PanelWay way,
      String root,
      List<String> chain) {}

  JoinFile(SecretDirectory secrets) {
    this.secrets = requireNonNull(secrets, "secrets");
  }

  void delete() {
    secrets.delete(FILE);
  }

  Optional<JoinedPanel> read() {
    return secrets.read(FILE).map(this::decode);
  }

  void write(JoinedPanel panel) {
    Stored stored =
        new Stored(
            panel.daemon(),
            panel.name(),
            panel.ticketKeys().stream()
                .map(key -> Base64.getEncoder().encodeToString(key.encoded()))
                .toList(),
            panel.panelKey() == null
                ? null
                : Base64.getEncoder().encodeToString(panel.panelKey().getEncoded()),
            panel.way(),
            JoinMessages.text(panel.root()),
            panel.chain().stream().map(JoinMessages::text).toList());
    secrets.replace(FILE, Json.bytes(stored));
  }

  private JoinedPanel decode(byte[] content) {
    try {
      Stored stored = Json.read(content, Stored.class);
      return new JoinedPanel(
          stored.daemon(),
          stored.name(),
          stored.ticketKeys().stream()
              .map(key -> TicketKey.decode(Base64.getDecoder().decode(key)))
              .toList(),
          stored.panelKey() == null
              ? null
              : JoinMessages.identityKey(Base64.getDecoder().decode(stored.panelKey())),
          stored.way() == null ? PanelWay.inProcess() : stored.way(),
          JoinMessages.certificate(stored.root()),
          stored.chain().stream().map(JoinMessages::certificate).toList());
    } catch (SignalboxException | IllegalArgumentException e) {
      throw new SignalboxException(
          IdentityError.BAD_STATE,
          secrets.path(FILE) + " is unreadable; restore it from a backup, or join again without it",
          e);
    }
  }
}
