package dropchat.processes;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.List;

/** A certificate authority for the processes of one cluster. Its files end with the test. */
final class Authority {

  private final X509Bundle root;

  Authority() {
    try {
      root =
          new CertificateBuilder()
              .subject("CN=authority")
              .setIsCertificateAuthority(true)
              .ecp256()
              .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a process that it trusts. */
  List<String> options() {
    try {
      var process = new CertificateBuilder().subject("CN=process").ecp256().buildIssuedBy(root);
      return List.of(
          "--cluster-tls-certificate", process.toTempCertChainPem().getPath(),
          "--cluster-tls-key", process.toTempPrivateKeyPem().getPath(),
          "--cluster-tls-authority", process.toTempRootCertPem().getPath());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
