from odoo import api, fields, models
from odoo.tools.misc import clean_context

from ..rules import agreement_states

TERMINATE = "hotel_credit.mail_activity_termination"


class HotelCreditAgreementDunning(models.Model):
    """G2: an agreement is suspended by two unanswered notices in a row, and its termination is proposed."""

    _inherit = "hotel.credit.agreement"

    dunning_notice_ids = fields.One2many("hotel.dunning.notice", "agreement_id", "Dunning notices", readonly=True)
    dunning_count = fields.Integer("Dunning notice count", compute="_compute_dunning_count")
    termination_proposed_on = fields.Date(
        readonly=True, copy=False, tracking=True, help="G2: two dunning notices in a row stayed unanswered."
    )

    _server_fields = frozenset({"termination_proposed_on", "dunning_notice_ids"})

    def _compute_dunning_count(self):
        counts = dict(
            self.env["hotel.dunning.notice"]._read_group([("agreement_id", "in", self.ids)], ["agreement_id"], ["__count"])
        )
        for agreement in self:
            agreement.dunning_count = counts.get(agreement._origin, 0)

    def action_open_dunning(self):
        """List the agreement's dunning notices."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_credit.hotel_dunning_notice_action")
        return {**action, "domain": [("agreement_id", "=", self.id)], "context": {}}

    def _get_to_suspend_for_dunning(self):
        """G2: return the agreement to suspend for the unpaid items of this one: itself, or what came after it.

        A firm has at most one running agreement in a company (C5); after a renewal the old one's debts hold the new one.
        One that is suspended for dunning already is left alone.
        """
        self.ensure_one()
        running = self
        if self.state not in agreement_states.RUNNING:
            running = self.search(
                [
                    ("commercial_partner_id", "=", self.commercial_partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "in", agreement_states.RUNNING),
                ],
                order="date_start desc, id desc",
                limit=1,
            )
        return running.filtered(
            lambda each: not each.sudo().suspension_ids.filtered(lambda s: s.kind == "dunning" and not s.lifted_at)
        )

    def _suspend_for_dunning(self, numbers):
        """G2: suspend the agreements, and propose their termination to the finance head and the GM.

        :param numbers: {agreement id: numbers of the notices that stayed unanswered}
        """
        # No mail for each activity: there may be many in one night.
        agreements_sudo = self.sudo().with_context(clean_context(self.env.context), mail_activity_quick_update=True)
        for agreement in agreements_sudo:
            agreement._suspend(
                "dunning",
                self.env._(
                    "Dunning notices in a row without full payment: %(numbers)s", numbers=", ".join(numbers[agreement.id])
                ),
            )
        for company, of_company in agreements_sudo.grouped("company_id").items():
            today = company._hotel_today()
            of_company.write({"termination_proposed_on": today})
            for user in (company.hotel_finance_head_id | company.hotel_gm_id).filtered("active"):
                of_company.activity_schedule(
                    TERMINATE,
                    date_deadline=today,
                    user_id=user.id,
                    summary=self.with_context(lang=user.lang).env._("Decide on the agreement: dunning is not answered"),
                )

    def _lift(self, kind, reason, user=None):
        super()._lift(kind, reason, user)
        self._settle_termination(lambda each: each.state != "suspended")

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("terminated", "expired"):
            self._settle_termination(lambda each: True)
        return result

    def _settle_termination(self, decided):
        """The proposal to terminate is decided: the agreement runs again, or has ended."""
        proposed_sudo = self.sudo().filtered(lambda each: each.termination_proposed_on and decided(each))
        proposed_sudo.write({"termination_proposed_on": False})
        proposed_sudo.activity_unlink([TERMINATE])


class HotelCreditRecord(models.AbstractModel):
    _inherit = "hotel.credit.record"

    @api.model
    def _count_dunning_notices(self, agreement_sudo):
        """A7: the notices that were issued under the agreement."""
        return self.env["hotel.dunning.notice"].sudo().search_count([("agreement_id", "=", agreement_sudo.id)])
