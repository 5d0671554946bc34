package vn.portalaudit.document.signed;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSVerifierCertificateNotValidException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;
import org.jspecify.annotations.Nullable;

/** Checks the value of one signature, CMS (RFC 5652) with the attributes of CAdES. */
final class CmsCheck {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  private static final String CADES = "ETSI.CAdES.detached";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int MOST_NAME = 200;

  private final List<X509Certificate> trusted;
  private final InstantSource clock;

  CmsCheck(List<X509Certificate> trusted, InstantSource clock) {
    this.trusted = trusted;
    this.clock = clock;
  }

  /** A signature that cannot be checked, and why. */
  static SignedCopy.Signature broken(String field, String says) {
    return new SignedCopy.Signature(
        field, "", "", "", "", null, false, SignedCopy.Trust.UNKNOWN_AUTHORITY, List.of(says));
  }

  SignedCopy.Signature check(String field, String form, SignedBytes bytes) {
    try {
      CMSSignedData data =
          new CMSSignedData(new CMSProcessableByteArray(bytes.content()), bytes.value());
      Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
      if (signers.size() != 1) {
        return broken(field, "Chữ ký phải có đúng một người ký.");
      }
      return check(field, form, signers.iterator().next(), data.getCertificates());
    } catch (CMSException
        | GeneralSecurityException
        | IOException
        | OperatorCreationException
        | RuntimeException e) {
      // whatever the decoder stumbles over, the value is no signature
      return broken(field, "Giá trị chữ ký không đọc được.");
    }
  }

  private SignedCopy.Signature check(
      String field,
      String form,
      SignerInformation signer,
      Store<X509CertificateHolder> certificates)
      throws GeneralSecurityException, IOException, OperatorCreationException, CMSException {
    @SuppressWarnings("unchecked")
    Collection<X509CertificateHolder> own = certificates.getMatches(signer.getSID());
    if (own.isEmpty()) {
      return broken(field, "Chữ ký không kèm chứng thư của người ký.");
    }
    X509CertificateHolder holder = own.iterator().next();
    X509Certificate certificate = converted(holder);
    List<String> says = new ArrayList<>();
    boolean intact = verified(signer, holder, says) && bound(signer, form, certificate, says);
    remark(certificate, says);
    Instant claimed = claimed(signer);
    return new SignedCopy.Signature(
        field,
        name(holder.getSubject(), BCStyle.CN),
        name(holder.getSubject(), BCStyle.O),
        name(holder.getIssuer(), BCStyle.CN),
        certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
        claimed,
        intact,
        trust(certificate, certificates),
        says);
  }

  private static boolean verified(
      SignerInformation signer, X509CertificateHolder certificate, List<String> says)
      throws GeneralSecurityException, OperatorCreationException {
    try {
      JcaSimpleSignerInfoVerifierBuilder verifier =
          new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER);
      if (signer.verify(verifier.build(converted(certificate)))) {
        return true;
      }
    } catch (CMSVerifierCertificateNotValidException e) {
      says.add("Chứng thư không có hiệu lực vào thời điểm ký mà máy của người ký khai.");
      return false;
    } catch (CMSException e) {
      // a digest that differs comes as an exception too
    }
    says.add("Nội dung không còn đúng như khi ký, hoặc chữ ký không do chứng thư này tạo ra.");
    return false;
  }

  /** CAdES binds the certificate into what is signed, so that no other can take its place. */
  private static boolean bound(
      SignerInformation signer, String form, X509Certificate certificate, List<String> says)
      throws GeneralSecurityException {
    Attribute attribute = attribute(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (attribute == null) {
      if (form.equals(CADES)) {
        says.add("Chữ ký PAdES thiếu thuộc tính gắn chứng thư (signing-certificate-v2).");
        return false;
      }
      return true;
    }
    ESSCertIDv2 id =
        SigningCertificateV2.getInstance(attribute.getAttributeValues()[0]).getCerts()[0];
    MessageDigest digest =
        MessageDigest.getInstance(id.getHashAlgorithm().getAlgorithm().getId(), PROVIDER);
    if (MessageDigest.isEqual(digest.digest(certificate.getEncoded()), id.getCertHash())) {
      return true;
    }
    says.add("Chứng thư kèm theo không phải chứng thư mà người ký đã dùng.");
    return false;
  }

  private static void remark(X509Certificate certificate, List<String> says) {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
      says.add("Chứng thư không được cấp để ký số.");
    }
  }

  private SignedCopy.Trust trust(
      X509Certificate certificate, Store<X509CertificateHolder> certificates)
      throws GeneralSecurityException {
    Date now = Date.from(clock.instant());
    if (now.before(certificate.getNotBefore()) || now.after(certificate.getNotAfter())) {
      return SignedCopy.Trust.NOT_IN_FORCE;
    }
    if (trusted.isEmpty()) {
      return SignedCopy.Trust.UNKNOWN_AUTHORITY;
    }
    List<X509Certificate> known = new ArrayList<>();
    for (X509CertificateHolder holder : certificates.getMatches(null)) {
      known.add(converted(holder));
    }
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(certificate);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            trusted.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()),
            wanted);
    parameters.setRevocationEnabled(false);
    parameters.setDate(now);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
    try {
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return SignedCopy.Trust.TRUSTED;
    } catch (GeneralSecurityException e) {
      return SignedCopy.Trust.UNKNOWN_AUTHORITY;
    }
  }

  private static X509Certificate converted(X509CertificateHolder holder)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private static @Nullable Instant claimed(SignerInformation signer) {
    Attribute attribute = attribute(signer, CMSAttributes.signingTime);
    if (attribute == null) {
      return null;
    }
    ASN1Primitive value = attribute.getAttributeValues()[0].toASN1Primitive();
    return Time.getInstance(value).getDate().toInstant();
  }

  private static @Nullable Attribute attribute(SignerInformation signer, ASN1ObjectIdentifier id) {
    AttributeTable signed = signer.getSignedAttributes();
    Attribute attribute = signed == null ? null : signed.get(id);
    return attribute == null || attribute.getAttributeValues().length == 0 ? null : attribute;
  }

  private static String name(X500Name name, ASN1ObjectIdentifier part) {
    RDN[] parts = name.getRDNs(part);
    if (parts.length == 0) {
      return "";
    }
    String text = IETFUtils.valueToString(parts[0].getFirst().getValue());
    return text.substring(0, Math.min(MOST_NAME, text.length()));
  }
}
