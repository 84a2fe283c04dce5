package dev.signalbox.api.file;

import java.util.List;

/**
 * Asks to delete files, links and whole directories.
 *
 * @param paths at least one, at most {@value #MAX_PATHS}
 */
public record DeleteRequest(List<String> paths) {
  static final int MAX_PATHS = 10_000;

  public DeleteRequest {
    paths = RequestLists.checked("paths", paths, MAX_PATHS);
    paths.forEach(FilePath::parse);
  }

  /** Returns the paths, read. */
  public List<FilePath> targets() {
    return paths.stream().map(FilePath::parse).toList();
  }
}
