import base64

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.scan import check_scan


class HotelStatementAnswer(models.TransientModel):
    """F2: finance records what the customer answered on paper, with the signed paper itself."""

    _name = "hotel.statement.answer"
    _description = "Customer's Answer on Paper"

    statement_id = fields.Many2one("hotel.statement", required=True, ondelete="cascade")
    commercial_partner_id = fields.Many2one(related="statement_id.commercial_partner_id", string="Firm")
    answer = fields.Selection(
        [("confirm", "Confirms the statement"), ("dispute", "Disputes a slip")], required=True, default="confirm"
    )
    name = fields.Char("Signed by", required=True, help="The customer's person.")
    received_on = fields.Date("Received on", required=True, default=lambda self: self.env.company._hotel_today())
    scan = fields.Binary("Signed paper", required=True, help="PDF, JPEG, PNG or WebP, at most 10 MiB.")
    scan_filename = fields.Char()
    charge_id = fields.Many2one("hotel.charge", "Slip", domain="[('statement_id', '=', statement_id)]")
    comment = fields.Text("What is wrong")

    def action_record(self):
        """Record the answer.

        :raise AccessError: not of finance
        :raise UserError: naming what is in the way
        """
        self.ensure_one()
        self.statement_id._check_finance()
        mimetype = check_scan(self.env, self.scan, self.env._("Signed paper"))
        statement_sudo = self.statement_id.sudo()
        self._check_received_on(statement_sudo)
        if self.answer == "confirm":
            statement_sudo._confirm(self.name, "paper", self.env.user, on=self.received_on, scan=self.scan)
        else:
            paper = (self.scan_filename or f"paper.{mimetype.split('/')[1]}", base64.b64decode(self.scan))
            statement_sudo._dispute(self.charge_id.sudo(), self.comment, self.name, "paper", self.env.user, files=[paper])
        return {"type": "ir.actions.act_window_close"}

    def _check_received_on(self, statement_sudo):
        company = statement_sudo.company_id
        sent_on = company._hotel_local(statement_sudo.sent_at).date() if statement_sudo.sent_at else None
        today = company._hotel_today()
        if sent_on and not sent_on <= self.received_on <= today:
            raise UserError(
                self.env._(
                    "Received on %(day)s: a day between %(sent)s, when the statement was sent, and today, %(today)s, is meant.",
                    day=format_date(self.env, self.received_on),
                    sent=format_date(self.env, sent_on),
                    today=format_date(self.env, today),
                )
            )
