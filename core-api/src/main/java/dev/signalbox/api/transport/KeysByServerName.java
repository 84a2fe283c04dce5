package dev.signalbox.api.transport;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Chooses a server's certificate by the name that the client asks for; an alias is an index. */
final class KeysByServerName extends X509ExtendedKeyManager {
  private static final int DNS_NAME = 2;

  private record Entry(TlsMaterial material, List<String> names) {}

  private final List<Entry> entries;

  KeysByServerName(TlsMaterial material) {
    entries =
        Stream.concat(Stream.of(material), material.others().stream())
            .map(each -> new Entry(each, names(each.chain().get(0))))
            .toList();
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(0).equals(DNS_NAME)) {
            names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Names that cannot be read are asked for by nobody.
      return List.of();
    }
    return List.copyOf(names);
  }

  private @Nullable String choose(String keyType, @Nullable SSLSession handshake) {
    int index = indexFor(requestedName(handshake));
    String algorithm = entries.get(index).material().key().getAlgorithm();
    return algorithm.equals(keyType) ? Integer.toString(index) : null;
  }

  private static String requestedName(@Nullable SSLSession handshake) {
    if (handshake instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name.getType() == StandardConstants.SNI_HOST_NAME) {
          return hostName(name);
        }
      }
    }
    return "";
  }

  private static String hostName(SNIServerName name) {
    try {
      return new SNIHostName(name.getEncoded()).getAsciiName().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      // What is no name is nobody's name.
      return "";
    }
  }

  private int indexFor(String name) {
    int exact = indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    int dot = name.indexOf('.');
    return dot < 1 ? 0 : Math.max(0, indexOf("*" + name.substring(dot)));
  }

  private int indexOf(String name) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).names().contains(name)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable TlsMaterial material(String alias) {
    try {
      return entries.get(Integer.parseInt(alias)).material();
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(keyType, engine.getHandshakeSession());
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return choose(
        keyType, socket instanceof SSLSocket secured ? secured.getHandshakeSession() : null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    TlsMaterial material = material(alias);
    return material == null ? null : material.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    TlsMaterial material = material(alias);
    return material == null ? null : material.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String[] aliases =
        Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
            .filter(i -> entries.get(i).material().key().getAlgorithm().equals(keyType))
            .map(i -> Integer.toString(i))
            .toArray(String[]::new);
    return aliases.length == 0 ? null : aliases;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return null;
  }
}
