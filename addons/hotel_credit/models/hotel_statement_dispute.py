from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hotel_statement_answer import ANSWER_WAYS


class HotelStatementDispute(models.Model):
    """F2: the customer disputes one line of a statement; the hotel allows it or lets the charge stand.

    Made by the customer's answer alone, decided by finance. It holds its own line and nothing else.
    """

    _name = "hotel.statement.dispute"
    _description = "Disputed Slip"
    _inherit = ["mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _mail_post_access = "read"
    _order = "disputed_at desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "statement_id",
            "charge_id",
            "comment",
            "attachment_ids",
            "state",
            "disputed_at",
            "disputed_name",
            "disputed_user_id",
            "disputed_way",
            "resolution",
            "resolved_by_id",
            "resolved_at",
            "allowance_ids",
        }
    )

    statement_id = fields.Many2one("hotel.statement", required=True, readonly=True, index=True, ondelete="restrict")
    charge_id = fields.Many2one("hotel.charge", "Slip", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="statement_id.company_id", store=True, index=True, precompute=True)
    agreement_id = fields.Many2one(related="statement_id.agreement_id", store=True, index=True, precompute=True)
    commercial_partner_id = fields.Many2one(
        related="statement_id.commercial_partner_id", string="Firm", store=True, index=True, precompute=True
    )
    user_id = fields.Many2one(related="statement_id.user_id", string="Responsible salesperson", store=True, precompute=True)
    month = fields.Date(related="statement_id.month", store=True, precompute=True)
    currency_id = fields.Many2one(related="statement_id.currency_id", store=True, precompute=True)
    amount = fields.Monetary("Slip amount", related="charge_id.amount", store=True, precompute=True)
    outlet_id = fields.Many2one(related="charge_id.outlet_id", string="Outlet", store=True, precompute=True)
    business_date = fields.Date(related="charge_id.business_date", string="Business day", store=True, precompute=True)
    photo = fields.Binary("Signed slip", related="charge_id.photo")
    comment = fields.Text("What is wrong", required=True, readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "hotel_dispute_attachment_rel", "dispute_id", "attachment_id", "Evidence", readonly=True
    )
    state = fields.Selection(
        [("open", "To decide"), ("upheld", "Allowed"), ("rejected", "Charge stands"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        group_expand=True,
        tracking=True,
    )
    disputed_at = fields.Datetime("Disputed", required=True, readonly=True)
    disputed_name = fields.Char("Disputed by", required=True, readonly=True, help="As the customer's person gave it.")
    disputed_user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, ondelete="restrict", help="The login that disputed."
    )
    disputed_way = fields.Selection(ANSWER_WAYS, "Way", required=True, readonly=True)
    resolution = fields.Text("Decision", readonly=True, help="The customer reads it.")
    resolved_by_id = fields.Many2one("res.users", "Decided by", readonly=True, ondelete="restrict")
    resolved_at = fields.Datetime("Decided", readonly=True)
    allowance_ids = fields.One2many("hotel.sales.allowance", "dispute_id", "Allowances", readonly=True)
    allowed = fields.Monetary(compute="_compute_allowed")

    # A withdrawn one may be followed by another; a decided one may not (F2).
    _unique_charge = models.UniqueIndex("(charge_id) WHERE state <> 'withdrawn'", "This slip is in dispute already.")
    _open_idx = models.Index("(company_id, disputed_at) WHERE state = 'open'")
    _decided_by_whom = models.Constraint(
        "CHECK (state NOT IN ('upheld', 'rejected') OR (resolved_by_id IS NOT NULL AND resolved_at IS NOT NULL"
        " AND resolution IS NOT NULL))",
        "A decided dispute says who decided it, when and why.",
    )

    @api.depends("charge_id", "statement_id")
    def _compute_display_name(self):
        for dispute in self:
            dispute.display_name = f"{dispute.statement_id.name} / {dispute.charge_id.name}"

    @api.depends("allowance_ids.approval_state", "allowance_ids.amount")
    def _compute_allowed(self):
        allowed = dict(
            self.env["hotel.sales.allowance"].sudo()._read_group(
                [("dispute_id", "in", self.ids), ("approval_state", "=", "approved")], ["dispute_id"], ["amount:sum"]
            )
        )
        for dispute in self:
            dispute.allowed = allowed.get(dispute._origin.sudo(), 0.0)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: a dispute stays on record."""
        raise UserError(self.env._("A dispute stays on record; it is decided or withdrawn."))

    # ------------------------------------------------------------------ finance

    def action_open_resolve(self):
        """Open the dialog that decides the dispute."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide the dispute"),
            "res_model": "hotel.statement.resolve",
            "view_mode": "form",
            "target": "new",
            "context": {"default_dispute_id": self.id},
        }

    def action_open_charge(self):
        """Open the slip that is in dispute."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.charge_id.name,
            "res_model": "hotel.charge",
            "view_mode": "form",
            "res_id": self.charge_id.id,
        }

    def action_reject(self, resolution):
        """F2: let the charge stand; the customer is told why.

        :raise AccessError: not of finance
        :raise UserError: decided already, or no reason is given
        """
        self.ensure_one()
        self._check_may_resolve()
        self.sudo()._check_nothing_pending()
        self.sudo()._resolve("rejected", resolution, self.env.user)
        return True

    def _check_may_resolve(self):
        self.check_access("read")
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Disputes are decided by finance alone."))

    # ------------------------------------------------------------------ the course of it (superuser mode)

    def _resolve(self, state, resolution, user):
        """Decide the dispute and tell the customer."""
        self.ensure_one()
        self.statement_id._claim()
        self.invalidate_recordset()
        self._check_open()
        resolution = (resolution or "").strip()
        if not resolution:
            raise UserError(self.env._("Say why: the customer reads the decision."))
        self._close(
            {"state": state, "resolution": resolution, "resolved_by_id": user.id, "resolved_at": fields.Datetime.now()}
        )
        if self.statement_id._get_recipient().email_normalized:
            self.statement_id._post_to_customer("hotel_credit.mail_template_dispute_decided", hotel_dispute=self)
            self.statement_id._wake_mail_queue()

    def _withdraw(self):
        """F2: the customer takes the dispute back."""
        self.ensure_one()
        self.statement_id._claim()
        self.invalidate_recordset()
        self._check_open()
        self._check_nothing_pending()
        self._close({"state": "withdrawn"})

    def _check_open(self):
        if self.state != "open":
            raise UserError(
                self.env._(
                    "The dispute of slip %(slip)s is closed (%(state)s) and stays as it is.",
                    slip=self.charge_id.name,
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    def _check_nothing_pending(self):
        if pending := self.allowance_ids.filtered(lambda allowance: allowance.approval_state == "pending"):
            raise UserError(
                self.env._(
                    "Allowance %(number)s for slip %(slip)s waits for approval. Have it approved or sent back first.",
                    number=pending[0].name,
                    slip=self.charge_id.name,
                )
            )

    def _close(self, vals):
        self.write(vals)
        self.env["hotel.clock"].stop(self, "statement_dispute")
        self.activity_unlink(["hotel_credit.mail_activity_dispute"])
        self.statement_id._settle()

    def _attach(self, files):
        """Keep the customer's evidence.

        :param files: list of (file name, bytes), checked by the caller
        """
        self.attachment_ids = self.env["ir.attachment"].create(
            [{"name": name, "raw": content, "res_model": self._name, "res_id": self.id} for name, content in files]
        )

    def _start_clock(self):
        """The responsible salesperson is told at once, and has some working days to see that it is decided."""
        for dispute in self:
            company, owner = dispute.company_id, dispute.user_id
            dispute.activity_schedule(
                "hotel_credit.mail_activity_dispute",
                user_id=owner.id,
                summary=self.env._("%s disputes a slip", dispute.commercial_partner_id.name),
            )
            if company.hotel_dispute_days:
                self.env["hotel.clock"].start(
                    dispute,
                    "statement_dispute",
                    self.env["hotel.workdays"].deadline(fields.Datetime.now(), company.hotel_dispute_days, company),
                    owner,
                    name=lambda env: env._("Decide the dispute"),
                    escalate_to=company.hotel_finance_head_id or None,
                )
