from odoo import fields, models
from odoo.fields import Domain

from ..rules.complaint_state import band


class HelpdeskTicket(models.Model):
    """Complaints and callbacks: the satisfaction call is one, and no routine call is made while a complaint is open (J4, I4)."""

    _inherit = "helpdesk.ticket"

    def _complaint_begin(self):
        super()._complaint_begin()
        self._complaint_replan_calls()

    def _complaint_reach(self, state):
        super()._complaint_reach(state)
        if state in ("closed", "dropped", "merged"):
            self._complaint_replan_calls()

    def _complaint_reopen(self, message):
        super()._complaint_reopen(message)
        self._complaint_replan_calls()

    def _complaint_replan_calls(self):
        """I4: routine calls of the customers are put off, or come back (superuser mode)."""
        if customers := self.commercial_partner_id:
            self.env["hotel.callback"]._replan_customers(customers)

    def _complaint_plan_call(self, due):
        super()._complaint_plan_call(due)
        if self.partner_id:
            self.env["hotel.callback"]._plan_one(
                self.partner_id,
                self.env._("Satisfied with how complaint %(number)s was dealt with?", number=self.number),
                fields.Datetime.now(),
                owner=self.complaint_follower_id,
                due=due,
                record=self,
                priority=5,
                company=self.company_id,
            )

    def _complaint_end_call(self):
        super()._complaint_end_call()
        self.env["hotel.callback.topic"]._take_back(self._complaint_call_domain())

    def _complaint_give_follow_up(self):
        super()._complaint_give_follow_up()
        topics = self.env["hotel.callback.topic"].search(self._complaint_call_domain() & Domain("state", "=", "planned"))
        alone = topics.callback_id.filtered(lambda callback: len(callback.topic_ids) == 1 and callback.state == "planned")
        alone._give_to(self.complaint_follower_id)

    def _complaint_call_domain(self):
        return Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)


class HotelCallback(models.Model):
    _inherit = "hotel.callback"

    def _end(self, state):
        """J4: what the customer said in the call after a complaint is the answer to it (superuser mode)."""
        super()._end(state)
        for callback in self:
            topics = callback.topic_ids.filtered(lambda topic: topic.res_model == "helpdesk.ticket")
            tickets = self.env["helpdesk.ticket"].browse(topics.mapped("res_id")).exists()
            answer = callback._get_complaint_answer(state)
            for ticket in tickets.filtered(lambda ticket: ticket._complaint_waits_for_answer()) if answer else ():
                note = callback.problems or callback.summary or callback.suggestions
                ticket._complaint_answered(answer, note or self.env._("Said in callback %(number)s.", number=callback.name), self.env.user)

    def _get_complaint_answer(self, state):
        """Return the answer that a callback which ended in `state` gives; None when nobody was asked."""
        if state == "unreachable":
            return "unreachable"
        if state != "done":
            return None
        return self.satisfaction or (band(self.score) if self.score else None)


class HotelCallbackProblem(models.Model):
    _inherit = "hotel.callback.problem"

    def _prepare_ticket_vals(self, words):
        """J1: a complaint from a callback says so."""
        return {**super()._prepare_ticket_vals(words), "channel_id": self.env.ref("hotel_callback.channel_callback").id}
