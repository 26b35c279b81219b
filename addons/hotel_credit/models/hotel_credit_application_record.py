from markupsafe import Markup

from odoo import api, fields, models

from ..tools.months import month_name


class HotelCreditApplication(models.Model):
    """A7: the customer's record under the running agreement, on the application for a renewal.

    In a draft it is computed afresh each time; on submitting a copy is kept, so that the reviewers decide on the
    figures that the salesperson wrote about, and the file shows later what they saw.
    """

    _inherit = "hotel.credit.application"
    _server_fields = frozenset({"record_snapshot"})

    record_snapshot = fields.Json(readonly=True, copy=False)
    record = fields.Json("Record under the running agreement", compute="_compute_record")
    record_on = fields.Date("Record as of", compute="_compute_record")
    record_charged = fields.Monetary("Charged", compute="_compute_record")
    record_paid = fields.Monetary("Paid", compute="_compute_record")
    record_on_time_share = fields.Float("Paid on time (%)", compute="_compute_record", digits=(5, 1))
    record_repayment_rate = fields.Float(
        "Repayment rate (%)",
        compute="_compute_record",
        digits=(5, 1),
        help="Of what has fallen due, the part that was collected by its due date.",
    )
    record_longest_delay = fields.Integer("Longest delay (days)", compute="_compute_record")
    record_dunning_notices = fields.Integer("Dunning notices", compute="_compute_record")
    record_disputes = fields.Integer("Disputed statements", compute="_compute_record")
    record_months_above = fields.Integer("Months above the limit asked for", compute="_compute_record")
    record_amount_above = fields.Monetary("Above it by", compute="_compute_record")
    record_months = fields.Html("Last 12 months", compute="_compute_record_months", sanitize=False)

    @api.depends("kind", "previous_agreement_id", "limit_mode", "requested_limit", "record_snapshot", "approval_state")
    def _compute_record(self):
        for application in self:
            record = application._get_record() or {}
            application.record = record
            application.record_on = record.get("on")
            for name in (
                "charged",
                "paid",
                "on_time_share",
                "repayment_rate",
                "longest_delay",
                "dunning_notices",
                "disputes",
                "months_above",
                "amount_above",
            ):
                application[f"record_{name}"] = record.get(name, 0)

    @api.depends("record", "currency_id")
    @api.depends_context("lang")
    def _compute_record_months(self):
        """The replay as a table: month, charged, above the limit asked for."""
        row = Markup("<tr><td>%s</td><td class='text-end'>%s</td><td class='text-end %s'>%s</td></tr>")
        head = Markup("<table class='table table-sm'><tr><th>%s</th><th class='text-end'>%s</th><th class='text-end'>%s</th></tr>")
        for application in self:
            months = (application.record or {}).get("months", [])
            body = Markup().join(
                row
                % (
                    month_name(self.env, month["month"]),
                    application.currency_id.format(month["charged"]),
                    "text-danger fw-bold" if month["above"] else "",
                    application.currency_id.format(month["above"]) if month["above"] else "",
                )
                for month in months
            )
            titles = (self.env._("Month"), self.env._("Charged"), self.env._("Above"))
            application.record_months = head % titles + body + Markup("</table>") if months else False

    def _get_record(self):
        """Return the record that counts: the copy kept on submitting, in a draft today's; None without a renewal."""
        self.ensure_one()
        if self._approval_is_locked() and self.record_snapshot:
            return self.record_snapshot
        return self._compute_performance()

    def _compute_performance(self):
        if self.kind != "renewal" or not self.previous_agreement_id:
            return None
        limit = None if self.limit_mode == "unlimited" else self.requested_limit
        agreement = self.previous_agreement_id._origin or self.previous_agreement_id
        return self.env["hotel.credit.record"]._performance(agreement, limit)

    def _prepare_record_vals(self):
        """Return the copy of the record that is kept on submitting."""
        return {"record_snapshot": self._compute_performance() or False}
