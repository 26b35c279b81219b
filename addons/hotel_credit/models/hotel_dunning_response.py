from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.hotel_base.rules.clock import is_late

from .hotel_dunning_notice import RESPONSE


class HotelDunningResponse(models.Model):
    """What somebody to whom a dunning notice is addressed did about it, by a deadline (G8). Silence escalates."""

    _name = "hotel.dunning.response"
    _description = "Response to a Dunning Notice"
    _inherit = ["hotel.protected.mixin", "mail.activity.mixin"]
    _order = "due desc, id desc"
    _check_company_auto = True

    notice_id = fields.Many2one("hotel.dunning.notice", required=True, readonly=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "Addressed to", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    due = fields.Datetime("Respond until", required=True, readonly=True)
    state = fields.Selection(
        [("waiting", "To answer"), ("done", "Responded"), ("closed", "Paid before")],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    action = fields.Text("What was done", help="Whom you spoke to, what the customer says, what comes next.")
    promised_on = fields.Date("Payment promised for")
    responded_at = fields.Datetime("Responded", readonly=True)
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    partner_id = fields.Many2one(related="notice_id.partner_id")
    agreement_id = fields.Many2one(related="notice_id.agreement_id")
    currency_id = fields.Many2one(related="notice_id.currency_id")
    amount = fields.Monetary(related="notice_id.amount")
    open_amount = fields.Monetary(related="notice_id.open_amount")
    issued_on = fields.Date(related="notice_id.issued_on")
    count = fields.Integer(related="notice_id.count")
    line_ids = fields.One2many(related="notice_id.line_ids")
    is_mine = fields.Boolean("Mine to answer", compute="_compute_is_mine")

    _server_fields = frozenset({"notice_id", "user_id", "company_id", "due", "state", "responded_at"})

    _once = models.UniqueIndex("(notice_id, user_id)")
    _waiting = models.Index("(user_id, due) WHERE state = 'waiting'")

    @api.depends("notice_id")
    def _compute_display_name(self):
        for response in self:
            response.display_name = response.sudo().notice_id.display_name

    @api.depends("due", "responded_at", "state")
    def _compute_late(self):
        now = fields.Datetime.now()
        for response in self:
            response.late = response.state != "closed" and is_late(response.due, response.responded_at or None, now)

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = self.env["hotel.clock"].sudo()._search(
            Domain("res_model", "=", self._name) & Domain("kind", "=", RESPONSE) & Domain("late", "=", True)
        ).select("res_id")
        late = Domain("state", "!=", "closed") & Domain("id", "in", ids)
        return late if True in value else ~late

    @api.depends_context("uid")
    @api.depends("user_id", "state")
    def _compute_is_mine(self):
        for response in self:
            response.is_mine = response.user_id == self.env.user and response.state == "waiting"

    def write(self, vals):
        if not self.env.su:
            self._check_mine()
        return super().write(vals)

    def _check_mine(self):
        """G8, M2: the one who is addressed writes, until the response is recorded.

        :raise AccessError: it is another one's to answer
        :raise UserError: it is on record
        """
        for response in self:
            if response.user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "%(notice)s: what was done is recorded by %(user)s, to whom it is addressed.",
                        notice=response.display_name,
                        user=response.user_id.name,
                    )
                )
            if response.state != "waiting":
                raise UserError(
                    self.env._("%(notice)s: the response is on record and stays as it is.", notice=response.display_name)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Responses to dunning notices are kept (M2)."))

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Do nothing: activities find their way here, followers are on the notice."""
        return True

    def action_record(self):
        """G8: put on record what the user did; the deadline is kept from this moment on.

        :raise UserError: nothing was written, or it is recorded already
        """
        self.check_access("write")
        self._check_mine()
        now = fields.Datetime.now()
        for response in self:
            if not (response.action or "").strip():
                raise UserError(
                    self.env._("%(notice)s: write what you did before you record it.", notice=response.display_name)
                )
            response.sudo().write({"state": "done", "responded_at": now})
            response.sudo().notice_id.message_post(
                body=response.action, author_id=self.env.user.sudo().partner_id.id, subtype_xmlid="mail.mt_note"
            )
        self.env["hotel.clock"].stop(self, RESPONSE, when=now)
        return True

    def _close(self):
        """The notice is paid: who has not answered yet need not any more."""
        waiting = self.sudo().filtered(lambda response: response.state == "waiting")
        waiting.write({"state": "closed"})
        self.env["hotel.clock"].stop(waiting, RESPONSE)
