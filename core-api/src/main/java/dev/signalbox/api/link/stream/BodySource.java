package dev.signalbox.api.link.stream;

/** Where the bytes of a body come from. */
interface BodySource {
  /**
   * Gives the sender up to so many messages, now or later; with none to give, says how it ended.
   *
   * @param most 1 or more
   */
  void pull(BodySender sender, int most);

  /** Frees what it holds; nothing of it is wanted any more. Called once. */
  void end();
}
