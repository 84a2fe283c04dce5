package dev.signalbox.api.file;

import com.google.gson.annotations.SerializedName;

/** What an entry of a directory is. The wire names are permanent. */
public enum FileType {
  @SerializedName("file")
  FILE,
  @SerializedName("directory")
  DIRECTORY,
  /** A symbolic link, wherever it leads. */
  @SerializedName("link")
  LINK,
  /** A pipe, a socket or a device. */
  @SerializedName("other")
  OTHER
}
