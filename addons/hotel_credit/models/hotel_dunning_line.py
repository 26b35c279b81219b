from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelDunningLine(models.Model):
    """An unpaid item (an invoice, or one of its instalments) that a dunning notice names (G1)."""

    _name = "hotel.dunning.line"
    _description = "Dunned Invoice"
    _inherit = ["hotel.protected.mixin"]
    _order = "notice_id desc, due_date, id"

    notice_id = fields.Many2one("hotel.dunning.notice", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="notice_id.company_id")
    currency_id = fields.Many2one(related="notice_id.currency_id")
    item_id = fields.Many2one("account.move.line", "Journal item", required=True, readonly=True, ondelete="restrict")
    move_id = fields.Many2one("account.move", "Invoice", required=True, readonly=True, index=True, ondelete="restrict")
    # Who is liable need not read accounting, but must know what the notice is about.
    invoice = fields.Char("Invoice number", compute="_compute_invoice", compute_sudo=True)
    invoice_date = fields.Date("Invoice date", compute="_compute_invoice", compute_sudo=True)
    open_amount = fields.Monetary("Open now", compute="_compute_invoice", compute_sudo=True)
    due_date = fields.Date("Was due", required=True, readonly=True)
    overdue_days = fields.Integer("Days overdue", compute="_compute_overdue_days", help="On the day of the notice.")
    due_on = fields.Date("Notice due on", required=True, readonly=True)
    next_on = fields.Date("Next notice on", required=True, readonly=True)
    count = fields.Integer("How often", readonly=True, aggregator="max", help="Which notice in a row this is for the item.")
    amount = fields.Monetary("Amount named", required=True, readonly=True)
    settled_on = fields.Date("Paid on", readonly=True)

    _server_fields = frozenset({
        "notice_id", "item_id", "move_id", "due_date", "due_on", "next_on", "count", "amount", "settled_on",
    })  # fmt: skip

    # F7: whatever happens twice or at once, no item gets two notices for one day.
    _once_a_day = models.UniqueIndex("(item_id, due_on)", "This item already has a notice for this day.")
    _next = models.Index("(item_id, next_on)")

    @api.depends("move_id.name", "move_id.invoice_date", "item_id.amount_residual_currency")
    def _compute_invoice(self):
        for line in self:
            line.invoice = line.move_id.name
            line.invoice_date = line.move_id.invoice_date
            line.open_amount = line.item_id.amount_residual_currency

    @api.depends("due_date", "notice_id.issued_on")
    def _compute_overdue_days(self):
        for line in self:
            line.overdue_days = (line.notice_id.issued_on - line.due_date).days

    @api.depends("notice_id.name", "move_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.notice_id.name} {line.sudo().move_id.name}"

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Dunning notices are kept (M2): they decide who is liable for a bad debt."))

    def _is_settled(self):
        """Return whether nothing of the item is open any more."""
        self.ensure_one()
        item = self.item_id
        return item.currency_id.is_zero(item.amount_residual_currency)
