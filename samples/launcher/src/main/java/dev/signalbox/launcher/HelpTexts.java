package dev.signalbox.launcher;

/** What several commands say below their options. */
final class HelpTexts {
  static final String ENVIRONMENT =
      "%nEach option may also come from the environment, --data as SIGNALBOX_DATA, or from a"
          + " properties file named by SIGNALBOX_CONFIG, as data=/var/lib/signalbox.";

  static final String RUNNING_PANEL =
      "%nTalks to the panel that runs on the data directory, with the key that it keeps there.";

  private HelpTexts() {}
}
