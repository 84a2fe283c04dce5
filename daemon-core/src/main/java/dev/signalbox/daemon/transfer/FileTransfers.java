package dev.signalbox.daemon.transfer;

import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.ticket.Ticket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Carries the content of files in and out. To be called on a worker; what fails is thrown or fails
 * the stage, always as a {@link dev.signalbox.api.error.SignalboxException}.
 */
public interface FileTransfers {
  /**
   * Answers {@code GET} and {@code HEAD}: 200, 206, 304, 412 or 416 as conditions and range ask
   * (RFC 9110 sections 13 and 14). The content is declared as an attachment that no browser runs.
   *
   * @param ticket as {@link TransferTickets} let it through
   * @throws dev.signalbox.api.error.SignalboxException {@code files.not-found}, {@code
   *     files.not-regular}; {@code request.precondition-failed} where a resumed download finds
   *     another content than the one it began with
   */
  CompletionStage<HttpReply> download(
      Ticket ticket, InstanceId instance, FilePath file, HttpRequest request);

  /**
   * Answers {@code PUT}: 201 for a new file, 204 for a replaced one, with the {@code ETag} of what
   * was written. Conditions, path and room are checked before the first byte is asked for, the
   * conditions once more at the end, so that of two writers who name the same version one wins. A
   * body that breaks off leaves the old file. Cancelling the stage ends the upload.
   *
   * @param workers where the bytes are written
   * @throws dev.signalbox.api.error.SignalboxException {@code request.precondition-failed}, {@code
   *     request.bad-body}, {@code files.not-found} where the directory is missing, {@code
   *     files.not-regular}, {@code files.no-space}; {@code files.unavailable} where the upload was
   *     closed by {@link Transfers}
   */
  CompletionStage<HttpReply> upload(
      Ticket ticket, InstanceId instance, FilePath file, HttpRequest request, Executor workers);
}
