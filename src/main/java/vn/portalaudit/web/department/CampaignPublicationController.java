package vn.portalaudit.web.department;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.campaign.Publications;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.Screen;

/** Publishing the results of a campaign by a decision; what was published stays as it was. */
@Controller
final class CampaignPublicationController {
  private static final String PATH = Leading.PATH + "/{code}/cong-bo";

  private final Leading leading;

  CampaignPublicationController(Leading leading) {
    this.leading = leading;
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Person me) {
    return screen(leading.campaign(code), me);
  }

  private Screen screen(Campaign campaign, Person me) {
    List<Publications.Publication> all = leading.desk().publications(campaign.id());
    return leading
        .screen("campaign-publications", campaign, "cong-bo")
        .with("rows", all.reversed())
        .with("correcting", all.isEmpty() ? 0 : all.getLast().number())
        .with("open", me.is(Role.OPERATOR) && campaign.state() == CampaignState.SUBMITTED);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen publish(@PathVariable String code, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String number = form.required("number", "số quyết định", 100);
    LocalDate on = Moments.needed(form, "on", "ngày ký");
    String signer = form.required("signer", "người ký", 200);
    String why = form.text("why", 4_000);
    List<Publications.Publication> all = leading.desk().publications(campaign.id());
    Integer corrects = all.isEmpty() ? null : all.getLast().number();
    if (!form.bad() && on != null) {
      Ruling<Publications.Publication> ruling =
          leading.does(
              actor,
              "campaign.published",
              campaign,
              number + "; " + signer,
              () ->
                  leading
                      .desk()
                      .publish(
                          campaign.id(),
                          new Publications.Decided(number, on, signer, corrects, why),
                          Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(Leading.PATH + "/" + code + "/cong-bo", "Đã công bố.");
      }
      form.problem(corrects != null && why.isBlank() ? "why" : "number", ruling.says() + ".");
    }
    return screen(campaign, me).refused(form);
  }
}
