package vn.portalaudit.document;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Somebody who signs papers, with an authority behind them, both made here.
 *
 * @param root of the authority
 * @param bound whether the signature names its certificate
 * @param now around which the certificates are in force; signed an hour before
 */
public record PaperSigner(
    X509Certificate root, KeyPair key, X509Certificate certificate, boolean bound, Instant now) {
  private static final String AUTHORITY = "CN=Cơ quan chứng thực mẫu,C=VN";
  private static final String SIGNER = "CN=Hoàng Văn Đức,O=Sở Tài nguyên và Môi trường,C=VN";

  /** One who is certified properly. */
  public static PaperSigner at(Instant now) throws Exception {
    KeyPair rootKey = keys();
    KeyPair key = keys();
    return new PaperSigner(
        certificate(AUTHORITY, rootKey, rootKey, true, now),
        key,
        certificate(SIGNER, key, rootKey, false, now),
        true,
        now);
  }

  /** The same with a certificate that the authority did not give. */
  PaperSigner selfMade() throws Exception {
    return new PaperSigner(root, key, certificate(SIGNER, key, keys(), false, now), bound, now);
  }

  /** The same without the certificate's name in what is signed. */
  PaperSigner unbound() {
    return new PaperSigner(root, key, certificate, false, now);
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String name, KeyPair subject, KeyPair issuer, boolean authority, Instant now)
      throws Exception {
    X500Name issuerName = new X500Name(AUTHORITY);
    var builder =
        new JcaX509v3CertificateBuilder(
            issuerName,
            BigInteger.valueOf(authority ? 1 : 77),
            Date.from(now.minus(Duration.ofDays(10))),
            Date.from(now.plus(Duration.ofDays(authority ? 3650 : 365))),
            new X500Name(name),
            subject.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
    ContentSigner signer =
        new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  /** Signs as a signing program does: in the empty field if there is one, by an update. */
  public byte[] sign(byte[] pdf) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument file = Loader.loadPDF(pdf)) {
      PDAcroForm form = file.getDocumentCatalog().getAcroForm();
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      GregorianCalendar time = new GregorianCalendar(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
      time.setTimeInMillis(now.toEpochMilli());
      signature.setSignDate(time);
      if (form != null && form.getField("ThuTruong") instanceof PDSignatureField field) {
        field.setValue(signature);
      }
      file.addSignature(signature);
      ExternalSigningSupport signing = file.saveIncrementalForExternalSigning(out);
      signing.setSignature(cms(signing.getContent().readAllBytes()));
    }
    return out.toByteArray();
  }

  private byte[] cms(byte[] content) throws Exception {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            CMSAttributes.signingTime,
            new DERSet(new Time(Date.from(now.minus(Duration.ofHours(1)))))));
    if (bound) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      attributes.add(
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
    }
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .setSignedAttributeGenerator(
                new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()),
                certificate));
    generator.addCertificates(new JcaCertStore(List.of(certificate, root)));
    return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
  }
}
