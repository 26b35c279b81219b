from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventLesson(models.Model):
    """A lesson of the case library, ticked as avoided for one event order: by whom, when, and how (J9)."""

    _name = "hotel.event.lesson"
    _description = "Lesson Before an Event"
    _inherit = ["hotel.protected.mixin"]
    _order = "order_id, id"
    _check_company_auto = True

    _server_fields = frozenset({"order_id", "case_id", "avoided_by_id", "avoided_at"})

    order_id = fields.Many2one("hotel.event.order", "Event order", required=True, readonly=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    case_id = fields.Many2one("hotel.complaint.case", required=True, readonly=True, index=True, ondelete="restrict")
    lesson = fields.Text(related="case_id.lesson")
    how = fields.Char("How it is avoided this time")
    avoided = fields.Boolean(compute="_compute_avoided")
    avoided_by_id = fields.Many2one("res.users", "Ticked by", readonly=True, copy=False, ondelete="restrict")
    avoided_at = fields.Datetime("Ticked", readonly=True, copy=False)

    _once = models.UniqueIndex("(order_id, case_id)", "This lesson is on the order already.")

    @api.depends("avoided_at")
    def _compute_avoided(self):
        for lesson in self:
            lesson.avoided = bool(lesson.avoided_at)

    @api.depends("case_id.name")
    def _compute_display_name(self):
        for lesson in self:
            lesson.display_name = lesson.case_id.name

    def write(self, vals):
        if "how" in vals and not self.env.su and self.filtered("avoided_at"):
            raise UserError(self.env._("A lesson that was ticked stays as it is (M2)."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("Lessons stay on the order (M2)."))

    def action_avoided(self):
        """J9: tick lessons as avoided; how is written down.

        :raise UserError: naming the lessons without a word on how
        """
        self.check_access("write")
        open_ones = self.filtered(lambda lesson: not lesson.avoided_at)
        if silent := open_ones.filtered(lambda lesson: not (lesson.how or "").strip()):
            raise UserError(
                self.env._("Write how it is avoided this time: %s.", ", ".join(silent.mapped("display_name")))
            )
        open_ones.sudo().write({"avoided_by_id": self.env.uid, "avoided_at": fields.Datetime.now()})
        return True
