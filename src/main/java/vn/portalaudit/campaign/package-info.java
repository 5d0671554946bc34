/**
 * Campaigns that fill and publish an index: calendars and deadlines, the states of a campaign and
 * of each agency's submission, who may do what until when, and what a report must hold. Pure: given
 * times and facts, it answers with a {@link vn.portalaudit.campaign.Ruling}; the database is in
 * {@code store.campaign}. It may use {@code domain}, {@code config} and {@code index}. Start
 * reading at {@link vn.portalaudit.campaign.CampaignLife} and {@link
 * vn.portalaudit.campaign.SubmissionLife}.
 */
@NullMarked
package vn.portalaudit.campaign;

import org.jspecify.annotations.NullMarked;
