package vn.portalaudit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.document.signed.SignedCopies;
import vn.portalaudit.document.signed.SignedCopy;
import vn.portalaudit.document.signed.SignedCopy.Signed;
import vn.portalaudit.document.signed.SignedCopy.Trust;

/** Our own document, signed in its empty field by certificates made here, then checked. */
class SignedCopiesTest {
  private static final Instant NOW = Instant.parse("2026-02-06T03:00:00Z");
  private static final String SIGNER = "CN=Hoàng Văn Đức,O=Sở Tài nguyên và Môi trường,C=VN";

  private static byte[] document;
  private static KeyPair rootKey;
  private static X509Certificate root;
  private static KeyPair key;
  private static X509Certificate certificate;

  @BeforeAll
  static void prepare() throws Exception {
    Path reports = Path.of(System.getProperty("portalaudit.home", ".")).resolve("reports");
    try (Documents documents = new Documents(reports, null)) {
      document = documents.pdf(SampleForms.plain().selfAssessment());
    }
    rootKey = keys();
    root = certificate("CN=Cơ quan chứng thực mẫu,C=VN", rootKey, rootKey, true, 3650);
    key = keys();
    certificate = certificate(SIGNER, key, rootKey, false, 365);
  }

  private static SignedCopy check(byte[] file) {
    return new SignedCopies(List.of(root), InstantSource.fixed(NOW)).check(file);
  }

  private static SignedCopy.Signature only(SignedCopy copy) {
    assertThat(copy).isInstanceOf(Signed.class);
    assertThat(((Signed) copy).signatures()).hasSize(1);
    return ((Signed) copy).signatures().getFirst();
  }

  @Test
  void aSignedCopyNamesItsSignerAndHolds() throws Exception {
    byte[] signed = sign(document, certificate, true);
    SignedCopy copy = check(signed);
    SignedCopy.Signature signature = only(copy);

    assertThat(signature.signer()).isEqualTo("Hoàng Văn Đức");
    assertThat(signature.organisation()).isEqualTo("Sở Tài nguyên và Môi trường");
    assertThat(signature.issuer()).isEqualTo("Cơ quan chứng thực mẫu");
    assertThat(signature.field()).isEqualTo("ThuTruong");
    assertThat(signature.claimed()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(signature.says()).isEmpty();
    assertThat(signature.intact()).isTrue();
    assertThat(signature.trust()).isEqualTo(Trust.TRUSTED);
    assertThat(((Signed) copy).holds()).isTrue();
    assertThat(SignedCopies.continues(document, signed)).isTrue();
  }

  @Test
  void ourOwnExportIsNotSigned() {
    assertThat(check(document)).isInstanceOf(SignedCopy.Unsigned.class);
  }

  @Test
  void aChangedFigureBreaksTheSignature() throws Exception {
    byte[] signed = sign(document, certificate, true);
    signed[document.length / 2] ^= 1;

    SignedCopy copy = check(signed);
    if (copy instanceof Signed found) {
      assertThat(found.holds()).isFalse();
      assertThat(only(copy).intact()).isFalse();
      assertThat(only(copy).says()).isNotEmpty();
    } else {
      assertThat(copy).isInstanceOf(SignedCopy.Unreadable.class);
    }
    assertThat(SignedCopies.continues(document, signed)).isFalse();
  }

  @Test
  void whatIsAddedAfterSigningIsTold() throws Exception {
    byte[] signed = sign(document, certificate, true);
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    try (PDDocument pdf = Loader.loadPDF(signed)) {
      pdf.getDocumentInformation().setSubject("thêm vào sau");
      pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      pdf.saveIncremental(added);
    }

    Signed copy = (Signed) check(added.toByteArray());
    assertThat(copy.changedAfter()).isTrue();
    assertThat(copy.signatures().getFirst().intact()).isTrue();
    assertThat(copy.holds()).isFalse();
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() throws Exception {
    KeyPair own = keys();
    X509Certificate selfMade = certificate(SIGNER, key, own, false, 365);
    SignedCopy copy = check(sign(document, selfMade, true));

    assertThat(only(copy).intact()).isTrue();
    assertThat(only(copy).trust()).isEqualTo(Trust.UNKNOWN_AUTHORITY);
    assertThat(((Signed) copy).holds()).isFalse();
  }

  @Test
  void anExpiredCertificateIsTold() throws Exception {
    byte[] signed = sign(document, certificate, true);
    SignedCopy later =
        new SignedCopies(List.of(root), InstantSource.fixed(NOW.plus(Duration.ofDays(800))))
            .check(signed);

    assertThat(only(later).trust()).isEqualTo(Trust.NOT_IN_FORCE);
  }

  @Test
  void anotherCertificateOfTheSameKeyCannotTakeThePlaceOfTheSigners() throws Exception {
    SignedCopy copy = check(sign(document, certificate, false));

    assertThat(only(copy).intact()).isFalse();
    assertThat(only(copy).says()).anyMatch(said -> said.contains("gắn chứng thư"));
  }

  @Test
  void aGapInTheSignedRangeIsRefused() throws Exception {
    byte[] signed = sign(document, certificate, true);
    String text = new String(signed, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("/ByteRange [") + "/ByteRange [".length();
    String range = text.substring(at, text.indexOf(']', at));
    String[] parts = range.trim().split(" ");
    parts[2] = String.valueOf(Integer.parseInt(parts[2]) + 10);
    parts[3] = String.valueOf(Integer.parseInt(parts[3]) - 10);
    String other = String.join(" ", parts);
    other = other + " ".repeat(range.length() - other.length());
    byte[] changed =
        (text.substring(0, at) + other + text.substring(at + range.length()))
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(only(check(changed)).intact()).isFalse();
    assertThat(only(check(changed)).says()).anyMatch(said -> said.contains("ByteRange"));
  }

  @Test
  void whatIsNoPdfIsSaidPlainly() {
    for (byte[] file :
        List.of(
            new byte[0],
            "MZ not a document".getBytes(StandardCharsets.UTF_8),
            "%PDF-1.7\n1 0 obj <</Type".getBytes(StandardCharsets.UTF_8),
            new byte[SignedCopies.MOST_BYTES + 1])) {
      assertThat(check(file))
          .asInstanceOf(type(SignedCopy.Unreadable.class))
          .extracting(SignedCopy.Unreadable::says)
          .asString()
          .endsWith(".");
    }
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String name, KeyPair subject, KeyPair issuer, boolean authority, int days) throws Exception {
    X500Name issuerName = new X500Name("CN=Cơ quan chứng thực mẫu,C=VN");
    var builder =
        new JcaX509v3CertificateBuilder(
            issuerName,
            BigInteger.valueOf(authority ? 1 : 77),
            Date.from(NOW.minus(Duration.ofDays(10))),
            Date.from(NOW.plus(Duration.ofDays(days))),
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

  /** Signs as a signing program does: in the empty field, by an incremental update. */
  private static byte[] sign(byte[] pdf, X509Certificate with, boolean bound) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument file = Loader.loadPDF(pdf)) {
      PDSignatureField field =
          (PDSignatureField) file.getDocumentCatalog().getAcroForm().getField("ThuTruong");
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      GregorianCalendar time = new GregorianCalendar(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
      time.setTimeInMillis(NOW.toEpochMilli());
      signature.setSignDate(time);
      field.setValue(signature);
      file.addSignature(signature);
      ExternalSigningSupport signing = file.saveIncrementalForExternalSigning(out);
      signing.setSignature(cms(signing.getContent().readAllBytes(), with, bound));
    }
    return out.toByteArray();
  }

  private static byte[] cms(byte[] content, X509Certificate with, boolean bound) throws Exception {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            CMSAttributes.signingTime,
            new DERSet(new Time(Date.from(NOW.minus(Duration.ofHours(1)))))));
    if (bound) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(with.getEncoded());
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
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()), with));
    generator.addCertificates(new JcaCertStore(List.of(with, root)));
    return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
  }

  @Test
  void whatIsNotCheckedIsSaid() throws IOException {
    assertThat(SignedCopy.NOT_CHECKED).anyMatch(said -> said.contains("thu hồi"));
  }
}
