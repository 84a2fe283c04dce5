package dev.signalbox.panel.audit;

import dev.signalbox.api.routing.Page;
import org.jspecify.annotations.Nullable;

/** Keeps the audit. Safe for many threads; every call blocks. */
public interface AuditService {
  /** An entry and its number, which grows. */
  record Numbered(long number, AuditEntry entry) {}

  /** Adds an entry; when this returns it survives the death of the process. */
  void record(AuditEntry entry);

  /**
   * Returns entries, the newest first. Throws {@code request.invalid} for a cursor that is none.
   *
   * @param cursor {@link Page#next} of the page before, null for the first
   */
  Page<Numbered> find(AuditQuery query, int limit, @Nullable String cursor);
}
