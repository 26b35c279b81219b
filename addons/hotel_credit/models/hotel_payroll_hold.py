from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelPayrollHold(models.Model):
    """E5: the pay of a guarantor is held for one temporary credit, until it is collected. HR's list.

    Put on by the run of a month's end, lifted by the collection itself; every one stays on record.
    """

    _name = "hotel.payroll.hold"
    _description = "Payroll Hold"
    _inherit = ["hotel.protected.mixin"]
    _order = "held_at desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    run_id = fields.Many2one("hotel.payroll.hold.run", "Month's end", readonly=True, index="btree_not_null", ondelete="restrict")
    month = fields.Date(required=True, readonly=True, help="First day of the month at whose end the pay was held.")
    credit_id = fields.Many2one(
        "hotel.temporary.credit", "Temporary credit", required=True, readonly=True, index=True, ondelete="restrict"
    )
    guarantee_id = fields.Many2one("hotel.guarantee", required=True, readonly=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "Guarantor", required=True, readonly=True, index=True, ondelete="restrict")
    employee_id = fields.Many2one(
        "hr.employee", readonly=True, index="btree_not_null", ondelete="restrict", context={"active_test": False}
    )
    department_id = fields.Many2one("hr.department", readonly=True, index="btree_not_null", ondelete="restrict")
    partner_id = fields.Many2one(related="credit_id.commercial_partner_id", string="Customer", store=True, precompute=True)
    due_date = fields.Date(related="credit_id.due_date", string="Due", store=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    held_amount = fields.Monetary(
        "Liable when held", readonly=True, help="What the guarantor was liable for when the pay was held, in the company's currency."
    )
    liable_amount = fields.Monetary("Liable now", related="guarantee_id.liable_amount")
    state = fields.Selection(
        [("held", "Held"), ("lifted", "Lifted")], required=True, readonly=True, default="held", index=True, group_expand=True
    )
    held_at = fields.Datetime("Held since", required=True, readonly=True)
    lifted_at = fields.Datetime("Lifted", readonly=True)
    lift_reason = fields.Selection(
        [
            ("collected", "Collected"),
            ("handed_over", "Handed over to another guarantor"),
            ("switched_off", "Switched off in the settings"),
        ],
        "Lifted because",
        readonly=True,
    )

    _server_fields = frozenset(
        {
            "company_id", "run_id", "month", "credit_id", "guarantee_id", "user_id", "employee_id", "department_id",
            "held_amount", "state", "held_at", "lifted_at", "lift_reason",
        }
    )  # fmt: skip

    _one_at_a_time = models.UniqueIndex(
        "(guarantee_id) WHERE state = 'held'", "The guarantor's pay is held for this temporary credit already."
    )
    _company_state_idx = models.Index("(company_id, state, held_at DESC)")
    _lifted_is_complete = models.Constraint(
        "CHECK (state = 'held' OR (lifted_at IS NOT NULL AND lift_reason IS NOT NULL))", "A lifted hold says when and why."
    )

    @api.depends("user_id", "credit_id")
    def _compute_display_name(self):
        for hold in self:
            hold.display_name = f"{hold.user_id.sudo().name or ''}: {hold.credit_id.sudo().name or ''}"

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: every hold stays on record."""
        raise UserError(self.env._("A payroll hold stays on record: it is lifted when the temporary credit is collected."))

    # ------------------------------------------------------------------ the server's own

    @api.model
    def _put_on(self, credits, month, run=None):
        """E5: hold the pay of who guarantees `credits` now; guarantors whose pay is held for it already are left out.

        :param credits: temporary credits that are not settled
        :param date month: first day of the month at whose end this is
        :return: the new holds
        """
        guarantees_sudo = self.env["hotel.guarantee"].sudo().search([
            ("move_id", "in", credits.sudo().move_id.ids),
            ("kind", "=", "temporary_credit"),
            ("role", "=", "guarantor"),
        ])
        standing = self.sudo().search([("guarantee_id", "in", guarantees_sudo.ids), ("state", "=", "held")]).guarantee_id
        guarantees_sudo -= standing
        by_move = {credit.move_id.id: credit for credit in credits.sudo()}
        now = fields.Datetime.now()
        holds = self.sudo().create([
            {
                "company_id": guarantee.company_id.id,
                "run_id": run.id if run else False,
                "month": month,
                "credit_id": by_move[guarantee.move_id.id].id,
                "guarantee_id": guarantee.id,
                "user_id": guarantee.user_id.id,
                "employee_id": guarantee.employee_id.id,
                "department_id": guarantee.employee_id.department_id.id,
                "held_amount": guarantee.liable_amount,
                "held_at": now,
            }
            for guarantee in guarantees_sudo
        ])
        guarantees_sudo._call(self.env._("Pay held: past its working days at the month's end"))
        return holds

    def _lift(self, reason):
        """E5: lift the holds of `self` that still stand.

        :param reason: key of `lift_reason`
        """
        standing = self.sudo().filtered(lambda hold: hold.state == "held")
        standing.write({"state": "lifted", "lifted_at": fields.Datetime.now(), "lift_reason": reason})

    @api.model
    def _follow(self, guarantees):
        """E5: lift the holds of what was collected; hold again where a collection was taken back."""
        holds_sudo = self.sudo().search([("guarantee_id", "in", guarantees.ids)], order="held_at desc, id desc")
        holds_sudo.filtered(lambda hold: hold.guarantee_id.state == "released")._lift("collected")
        open_again = holds_sudo.browse()
        for guarantee, holds in holds_sudo.grouped("guarantee_id").items():
            last = holds[0]
            if guarantee.state != "released" and (last.state, last.lift_reason) == ("lifted", "collected"):
                open_again |= last
        for (month, run), same in open_again.filtered("company_id.hotel_payroll_hold").grouped(lambda h: (h.month, h.run_id)).items():
            self._put_on(same.credit_id, month, run)
