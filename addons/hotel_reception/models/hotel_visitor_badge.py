from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class HotelVisitorBadge(models.Model):
    """A visitor's badge: at the door, with a visitor, or lost (K5)."""

    _name = "hotel.visitor.badge"
    _description = "Visitor's Badge"
    _inherit = ["hotel.protected.mixin"]
    _order = "company_id, sequence, number"
    _rec_name = "number"
    _server_fields = frozenset({"entry_id", "lost_at", "lost_by_id"})

    number = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="cascade")
    entry_id = fields.Many2one("hotel.visitor.entry", "With", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    lost_at = fields.Datetime("Lost", readonly=True, copy=False)
    lost_by_id = fields.Many2one("res.users", "Noted by", readonly=True, copy=False, ondelete="restrict")
    active = fields.Boolean(default=True)

    _number_unique = models.UniqueIndex("(company_id, number)", "This badge number exists already.")

    def action_lost(self):
        """Take badges out of use; the number is not given out again."""
        self.check_access("write")
        self.sudo().write({"lost_at": fields.Datetime.now(), "lost_by_id": self.env.uid})

    def action_found(self):
        """Put badges that turned up back into use."""
        self.check_access("write")
        self.sudo().write({"lost_at": False, "lost_by_id": False})

    @api.model
    def _take(self, entry, number=None):
        """K5: give `entry` the badge with `number`, or the next free one; two doors never take the same (superuser mode).

        :return: the badge; empty when there is none left and none was named
        :raise UserError: the badge named is unknown, lost or with somebody else
        """
        company = entry.company_id
        if number:
            badge = self.search([("company_id", "=", company.id), ("number", "=", str(number).strip())], limit=1)
            if badge:
                # Waits for another door that takes it just now: the second one is told who has it, not that a row is locked.
                self.env.execute_query(SQL("SELECT id FROM hotel_visitor_badge WHERE id = %s FOR NO KEY UPDATE", badge.id))
                badge.invalidate_recordset(["entry_id", "lost_at"])
            if not badge or badge.lost_at or badge.entry_id:
                raise UserError(
                    self.env._(
                        "Badge %(number)s is %(why)s. Take another one.",
                        number=number,
                        why=self.env._("unknown")
                        if not badge
                        else self.env._("marked as lost")
                        if badge.lost_at
                        else self.env._("with another visitor"),
                    )
                )
        else:
            self.flush_model()
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT id FROM hotel_visitor_badge
                     WHERE company_id = %s AND entry_id IS NULL AND lost_at IS NULL AND active
                     ORDER BY sequence, length(number), number LIMIT 1 FOR UPDATE SKIP LOCKED
                    """,
                    company.id,
                )
            )
            badge = self.browse([row[0] for row in rows])
        badge.entry_id = entry
        return badge
