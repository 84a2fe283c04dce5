package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The benchmarks of the link: a panel and a daemon as two processes, per transport. */
final class LinkPlan {
  static final String TRANSFERS = "link-transfers";
  static final String CROWD = "link-crowd";
  static final String ECHO = "link-echo";
  static final String RETURN = "link-return";

  /** All of them, in the order of the tables. */
  static final List<String> NAMES = List.of(TRANSFERS, CROWD, ECHO, RETURN);

  private static final List<String> SERVERS = List.of(Plan.NETTY, Plan.UNDERTOW);

  private final Workspace workspace;
  private final int rounds;
  private final boolean quick;
  private final @Nullable Path recordings;

  LinkPlan(Workspace workspace, int rounds, boolean quick, @Nullable Path recordings) {
    this.workspace = workspace;
    this.rounds = rounds;
    this.quick = quick;
    this.recordings = recordings;
  }

  /** Runs those of these names, and returns their tables. */
  String run(List<String> names)
      throws IOException, GeneralSecurityException, InterruptedException {
    Table transfers = LinkTransfers.table();
    Table crowd = LinkCrowd.table();
    Table echo = LinkEcho.table();
    Table back = LinkReturn.table();
    for (String server : SERVERS) {
      System.err.println("measuring the link of " + server + " …");
      if (!names.equals(List.of(RETURN))) {
        try (LinkSite site = LinkSite.start(server, workspace.folder(), recordings)) {
          if (names.contains(ECHO)) {
            new LinkEcho(site, quick ? 100 : 500).measure(echo, server);
          }
          if (names.contains(TRANSFERS)) {
            new LinkTransfers(site, workspace, rounds).measure(transfers, server);
          }
          if (names.contains(CROWD)) {
            new LinkTransfers(site, workspace, 0).upload();
            new LinkCrowd(site, quick ? 5 : 20).measure(crowd, server);
          }
        }
      }
      if (names.contains(RETURN)) {
        new LinkReturn(workspace.folder(), quick ? 20 : 200).measure(back, server);
      }
    }
    return section(names, TRANSFERS, transfers)
        + section(names, CROWD, crowd)
        + section(names, ECHO, echo)
        + section(names, RETURN, back);
  }

  private static String section(List<String> names, String name, Table table) {
    return names.contains(name) ? "\n" + name + ":\n\n" + table.markdown() : "";
  }
}
