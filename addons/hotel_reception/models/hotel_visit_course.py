from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.visit_states import VISIT, may_become


class HotelVisit(models.Model):
    """The course of a visit after its approval: guests come, leave, the account is closed; or it is cancelled or moved."""

    _inherit = "hotel.visit"

    def action_arrived(self):
        """Note that the guests are in the house (the door does it with the first guest)."""
        self._check_visit_actor()
        self._visit_set_state("running")
        return True

    def action_returned(self):
        """K6: note that the guests have left; from now on the thank-you is due."""
        self._check_visit_actor()
        self._visit_set_state("returned", {"returned_at": fields.Datetime.now()})
        self.sudo()._announce()
        self.sudo()._plan_thanks()
        return True

    def action_close(self):
        """K7: close the account of a visit.

        :raise UserError: something was spent above what was approved
        """
        self._check_visit_actor()
        problems = [f"{visit.display_name}:\n{visit.overspent}" for visit in self if visit.overspent]
        if problems:
            raise UserError(
                self.env._(
                    "%(problems)s\nAsk for a further cost (Further costs) and have it approved, or correct the actual costs.",
                    problems="\n".join(problems),
                )
            )
        self._visit_set_state("closed")
        return True

    def action_cancel(self, reason):
        """Cancel an approved visit; everybody who was told is told so (M2: it stays on record).

        :param reason: required
        """
        self._check_visit_actor()
        reason = self._approval_text(reason)
        if not reason:
            raise UserError(self.env._("Give the reason why the visit is cancelled."))
        for visit in self:
            if visit.approval_state == "pending":
                raise UserError(self.env._("%(visit)s is under review: withdraw it first.", visit=visit.display_name))
            if visit.entry_ids.sudo().filtered(lambda entry: entry.state == "here"):
                raise UserError(self.env._("Guests of %(visit)s are in the house.", visit=visit.display_name))
        self._visit_set_state("cancelled", {"cancel_reason": reason})
        self.sudo()._tell()
        self.sudo()._announce()
        for visit in self:
            visit._approval_post(self.env._("Cancelled."), reason)
        return True

    def action_delegate_host(self):
        """Let the delegate host from now on: the host is away. Who is touched is told."""
        self._check_visit_actor()
        for visit in self.sudo():
            if not visit.delegate_id:
                raise UserError(self.env._("%(visit)s names no delegate.", visit=visit.display_name))
            if visit.state not in ("planned", "running"):
                raise UserError(self.env._("%(visit)s is %(state)s.", visit=visit.display_name, state=visit._visit_state_label()))
            host = visit.host_id
            visit.write({"host_id": visit.delegate_id.id, "delegate_id": host.id})
            visit._approval_post(self.env._("%(new)s hosts instead of %(old)s.", new=visit.host_id.name, old=host.name))
            visit._tell()
            visit._announce()
        return True

    def action_move(self, arrival, departure, shift=True):
        """K4: put an approved visit to another time; the stay does not get longer in nights. Who is touched is told.

        :param arrival: naive UTC instant, or its string
        :param departure: the same
        :param shift: move the open items of the itinerary by the same time
        """
        self.ensure_one()
        self._check_visit_actor()
        arrival, departure = fields.Datetime.to_datetime(arrival), fields.Datetime.to_datetime(departure)
        if self.state not in ("planned", "running"):
            raise UserError(self.env._("%(visit)s is %(state)s.", visit=self.display_name, state=self._visit_state_label()))
        if not arrival or not departure or departure <= arrival:
            raise UserError(self.env._("The departure lies after the arrival."))
        visit_sudo = self.sudo()
        if visit_sudo._count_nights(arrival, departure) > visit_sudo.nights:
            raise UserError(
                self.env._(
                    "%(visit)s was approved for %(nights)s nights. A longer stay needs a new request.",
                    visit=self.display_name,
                    nights=visit_sudo.nights,
                )
            )
        delta = arrival - visit_sudo.arrival
        visit_sudo.write({"arrival": arrival, "departure": departure})
        if shift and delta:
            for item in visit_sudo.item_ids.filtered(lambda item: not item.done):
                item.write({"start": item.start + delta, "end": item.end + delta})
        visit_sudo._tell()
        visit_sudo._announce()
        return True

    def _visit_set_state(self, state, vals=None):
        """Lock, check the transition, write under a short sudo."""
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state"])
        for visit in self:
            if not may_become(VISIT, visit.state, state):
                raise UserError(
                    self.env._(
                        "%(visit)s is %(old)s and cannot become %(new)s.",
                        visit=visit.display_name,
                        old=visit._visit_state_label(),
                        new=visit._visit_state_label(state),
                    )
                )
        self.sudo().write({"state": state, **(vals or {})})

    def _visit_state_label(self, state=None):
        return dict(self._fields["state"]._description_selection(self.env))[state or self.state]

    def _check_visit_actor(self):
        """Raise an AccessError unless the user may act on these visits: who may write them, or hosts them."""
        mine = self.filtered(lambda visit: self.env.user in (visit.sudo()._visit_hosts() | visit.sudo().delegate_id).user_id)
        mine.check_access("read")
        (self - mine).check_access("write")

    def _plan_thanks(self):
        """K6: have the host thank the guests within the company's working days. A callback addon may take this over."""
        for visit in self:
            owner = visit.host_id.user_id or visit.user_id
            company = visit.company_id
            due = self.env["hotel.workdays"].deadline(fields.Datetime.now(), company.hotel_visit_thanks_days, company)
            self.env["hotel.clock"].start(
                visit,
                "thanks",
                due,
                owner,
                name=lambda env, firm=visit.firm: env._("Thank the guests of %(firm)s", firm=firm),
                remind_before=max(due - fields.Datetime.now(), timedelta()),
                activity_type="hotel_reception.mail_activity_visit",
            )
