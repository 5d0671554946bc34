/**
 * Campaigns in the database. Every change takes the campaign's row first, then the agency's, so
 * that what comes at once is taken one after the other; what may not be done is answered, not
 * thrown. Start reading at {@link vn.portalaudit.store.campaign.DepartmentDesk}, {@link
 * vn.portalaudit.store.campaign.AgencyDesk} and {@link
 * vn.portalaudit.store.campaign.AppraiserDesk}, which are what screens call.
 */
@NullMarked
package vn.portalaudit.store.campaign;

import org.jspecify.annotations.NullMarked;
