package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.routing.Conditions;
import dev.signalbox.api.routing.EntityTag;
import dev.signalbox.api.routing.RangedReplies;
import dev.signalbox.api.routing.Validators;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.daemon.file.Durability;
import dev.signalbox.daemon.file.FileVersion;
import dev.signalbox.daemon.file.InstanceDirectories;
import dev.signalbox.daemon.file.OpenedFile;
import dev.signalbox.daemon.file.RootedDirectory;
import dev.signalbox.daemon.file.StagedFile;
import dev.signalbox.daemon.file.WriteCondition;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries bytes between requests and the directories of instances. */
final class RootedFileTransfers implements FileTransfers {
  private static final Logger log = LoggerFactory.getLogger(RootedFileTransfers.class);

  private final InstanceDirectories directories;
  private final TransferTable table;
  private final Durability durability;

  @Inject
  RootedFileTransfers(InstanceDirectories directories, TransferTable table, Durability durability) {
    this.directories = requireNonNull(directories, "directories");
    this.table = requireNonNull(table, "table");
    this.durability = requireNonNull(durability, "durability");
  }

  @Override
  public CompletionStage<HttpReply> download(
      Ticket ticket, InstanceId instance, FilePath file, HttpRequest request) {
    boolean flows = false;
    try {
      OpenedFile opened = directories.of(instance).open(file);
      HttpResponse reply = answer(ticket, file, request, opened);
      if (reply.body() instanceof ResponseBody.FileRegion) {
        begin(ticket, instance, reply.body(), opened);
        flows = true;
      }
      return reply.asStage();
    } finally {
      if (!flows) {
        table.ended(ticket);
      }
    }
  }

  @Override
  public CompletionStage<HttpReply> upload(
      Ticket ticket, InstanceId instance, FilePath file, HttpRequest request, Executor workers) {
    boolean flows = false;
    try {
      if (request.headers().contains("Content-Range")) {
        // A part taken for the whole would cut the file short (RFC 9110 section 14.5).
        throw SignalboxException.invalid(
            "Content-Range", "Content-Range: present (expected: the whole file)");
      }
      RootedDirectory directory = directories.of(instance);
      WriteCondition condition = present -> Conditions.check(request, validators(present));
      condition.check(directory.version(file).orElse(null));
      StagedFile staged = directory.stage(file, durability);
      try {
        request.body().length().ifPresent(staged::expect);
        Upload upload = new Upload(staged, condition, () -> table.ended(ticket));
        table.begin(
            new OpenTransfer(
                info(ticket, instance, Transfers.Direction.UPLOAD), upload::isOpen, upload::end),
            null);
        flows = true;
        return upload.run(request.body(), workers);
      } finally {
        if (!flows) {
          staged.close();
        }
      }
    } finally {
      if (!flows) {
        table.ended(ticket);
      }
    }
  }

  /** Takes the channel over: it is in the reply's body, or closed. */
  private HttpResponse answer(
      Ticket ticket, FilePath file, HttpRequest request, OpenedFile opened) {
    boolean answered = false;
    try {
      FileVersion version = opened.version();
      if (table.etag(ticket).filter(first -> !first.equals(version.etag())).isPresent()) {
        throw new SignalboxException(
            RequestError.PRECONDITION_FAILED,
            "The file has changed since this download began; ask for it anew.");
      }
      answered = true;
      return RangedReplies.file(
          request,
          opened.channel(),
          version.size(),
          validators(version),
          AttachmentHeaders.of(file.name()));
    } finally {
      if (!answered) {
        closeQuietly(opened.channel());
      }
    }
  }

  private void begin(Ticket ticket, InstanceId instance, ResponseBody body, OpenedFile opened) {
    FileChannel channel = opened.channel();
    boolean begun = false;
    try {
      table.begin(
          new OpenTransfer(
              info(ticket, instance, Transfers.Direction.DOWNLOAD),
              channel::isOpen,
              () -> closeQuietly(channel)),
          opened.version().etag());
      begun = true;
    } finally {
      if (!begun) {
        body.release();
      }
    }
  }

  private Transfers.Info info(Ticket ticket, InstanceId instance, Transfers.Direction direction) {
    return new Transfers.Info(ticket.id(), ticket.subject(), instance, direction, table.now());
  }

  private static Validators validators(@Nullable FileVersion version) {
    return version == null
        ? Validators.absent()
        : Validators.of(EntityTag.parse(version.etag()).orElseThrow(), version.modifiedAt());
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("file not closed", e);
    }
  }
}
