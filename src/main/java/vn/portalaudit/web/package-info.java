/**
 * The web application: pages for people, the API for other systems, health and figures. Spring is
 * started here ({@code WebServer}) and nowhere else. {@code web.page} holds what all screens are
 * made of, {@code web.access} lets people in, and each role has a package of its own: {@code
 * department}, {@code agency}, {@code appraiser}, {@code open}, {@code api}. They do not know one
 * another.
 *
 * <p>To add a screen:
 *
 * <ol>
 *   <li>A package-private {@code @Controller} in the role's package is found by itself. Stores,
 *       {@code Settings} and {@code InstantSource} come by its constructor; a new store gets a line
 *       in {@code Stores}.
 *   <li>Every handler says who may use it, by one {@code @Allowed}; {@code @MenuItem} puts it into
 *       the menu. What is not this person's answers 404: {@code
 *       NotFound.unless(me.sees(portal.agency()))}.
 *   <li>It takes {@code Person me}, {@code Actor actor}, {@code Query query} (a list's page, order
 *       and filters) and {@code Form form} (what was typed) as parameters, and answers with a
 *       {@code Screen}. What changes something is a POST that writes to the {@code ActionLog} in
 *       the same transaction and ends in {@code Screen.to(path, "Đã lưu.")}; what is wrong with the
 *       form in {@code screen.refused(form)}.
 *   <li>The template lies in {@code src/main/resources/web/ROLE/NAME.html.vm} and is the content of
 *       {@code <main>}. It names view records (public, within the controller), {@code
 *       $t.x("words")}, {@code $f} (numbers, days), {@code $me}, {@code $query}, {@code $form}, and
 *       the macros of {@code macros.html.vm}. There is no inline style and no script.
 *   <li>Its words are Vietnamese in the template and in Java; {@code web/english.yml} has the
 *       English of each, and {@code EnglishTest} names what is missing. What a person wrote is put
 *       in by {@code $t.said(…)}, which leaves it as it is.
 *   <li>Its test: {@code TestApplication}, ten lines, with {@code axe}.
 * </ol>
 *
 * <pre>{@code
 * @Controller
 * final class TagController {
 *   @Allowed({Role.OPERATOR, Role.LEADER})
 *   @MenuItem(title = "Nhãn", group = MenuItem.Group.MONITORING, order = 40)
 *   @GetMapping("/nhan")
 *   Screen list(Query query) {
 *     Listing<Tag> page = tags.page(query.text("tim"), query.offset(), query.size());
 *     return Screen.of("department/tags", "Nhãn")
 *         .with("query", query).with("rows", page.rows()).with("paging", query.paging(page.total()));
 *   }
 *
 *   @Allowed(Role.OPERATOR)
 *   @PostMapping("/nhan")
 *   Screen add(Form form, Actor actor) {
 *     String name = form.required("name", "tên nhãn", 40);
 *     if (form.bad()) {
 *       return Screen.of("department/tag-form", "Thêm nhãn").under("Nhãn", "/nhan").refused(form);
 *     }
 *     database.within(jdbc -> {
 *       tags.add(name);
 *       log.add(actor, "tag.made", "tag:" + name, null, name);
 *       return true;
 *     });
 *     return Screen.to("/nhan", "Đã thêm nhãn.");
 *   }
 * }
 *
 * <h1>$title</h1>
 * #mistakes()
 * <form method="post" action="/nhan">#csrf() #field("name" $t.x("Tên nhãn") "" "text")
 * <button class="button main">$t.x("Lưu")</button></form>
 * }</pre>
 *
 * <p>Screens to copy: {@code access/ActionLogController} for a list, {@code access/UserController}
 * for a form that two persons may change at once.
 */
@NullMarked
package vn.portalaudit.web;

import org.jspecify.annotations.NullMarked;
