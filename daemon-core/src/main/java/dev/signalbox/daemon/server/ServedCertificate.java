package dev.signalbox.daemon.server;

/** The certificate that the daemon serves. */
public interface ServedCertificate {
  /** Has it issued anew, because its names have changed. */
  void renew();

  /** Has it issued anew where that is due. */
  void renewWhenDue();
}
