package vn.portalaudit.document.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.report.Vietnamese;

/**
 * Finishes printed pages: turns the links that mark places of signature into empty signature
 * fields, and gives the file fixed properties.
 */
final class SignatureFields {
  /** Address of a link that marks a place of signature; the field's name follows (RFC 6761). */
  static final String MARK = "https://chu-ky.invalid/";

  private SignatureFields() {}

  /**
   * The finished file.
   *
   * @param printed pages as a printer made them
   * @throws IOException when they are no PDF
   */
  static byte[] finish(byte[] printed, Paper paper) throws IOException {
    try (PDDocument document = Loader.loadPDF(printed)) {
      PDAcroForm form = new PDAcroForm(document);
      List<PDSignatureField> fields = new ArrayList<>();
      for (PDPage page : document.getPages()) {
        fields.addAll(fields(form, page));
      }
      if (!fields.isEmpty()) {
        form.setFields(new ArrayList<>(fields));
        document.getDocumentCatalog().setAcroForm(form);
      }
      TagNames.renew(document.getDocument());
      describe(document, paper);
      ByteArrayOutputStream out = new ByteArrayOutputStream(printed.length + 4096);
      document.save(out);
      return out.toByteArray();
    }
  }

  private static List<PDSignatureField> fields(PDAcroForm form, PDPage page) throws IOException {
    List<PDSignatureField> fields = new ArrayList<>();
    List<PDAnnotation> kept = new ArrayList<>();
    for (PDAnnotation annotation : page.getAnnotations()) {
      String name = marked(annotation);
      if (name.isEmpty()) {
        kept.add(annotation);
      } else if (fields.stream().noneMatch(field -> field.getPartialName().equals(name))) {
        PDSignatureField field = new PDSignatureField(form);
        field.setPartialName(name);
        field.setAlternateFieldName("Chữ ký số");
        kept.add(place(field, page, annotation.getRectangle()));
        fields.add(field);
      }
    }
    page.setAnnotations(kept);
    return fields;
  }

  private static PDAnnotationWidget place(
      PDSignatureField field, PDPage page, PDRectangle rectangle) {
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(rectangle);
    widget.setPage(page);
    widget.setPrinted(true);
    return widget;
  }

  private static String marked(PDAnnotation annotation) {
    return annotation instanceof PDAnnotationLink link
            && link.getAction() instanceof PDActionURI action
            && action.getURI() != null
            && action.getURI().startsWith(MARK)
        ? action.getURI().substring(MARK.length())
        : "";
  }

  private static void describe(PDDocument document, Paper paper) {
    PDDocumentInformation properties = new PDDocumentInformation();
    properties.setTitle(paper.title());
    properties.setProducer("Giám sát Cổng");
    properties.setCreationDate(calendar(paper.date()));
    properties.setModificationDate(calendar(paper.date()));
    document.setDocumentInformation(properties);
    document.getDocument().getTrailer().removeItem(COSName.ID);
    document.setDocumentId(paper.date().toEpochDay());
    document.getDocumentCatalog().getCOSObject().removeItem(COSName.METADATA);
    document.getDocumentCatalog().setLanguage("vi-VN");
  }

  private static GregorianCalendar calendar(LocalDate day) {
    return GregorianCalendar.from(ZonedDateTime.of(day, LocalTime.MIDNIGHT, Vietnamese.ZONE));
  }
}
