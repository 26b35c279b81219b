from odoo import fields, models


class HotelVisitorKind(models.Model):
    """What somebody comes as (supplier, press, applicant ...), and how the door deals with that (K1, K2, K5)."""

    _name = "hotel.visitor.kind"
    _description = "Kind of Visitor"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    level_code = fields.Selection(
        selection=lambda self: self.env["hotel.visit.level"]._fields["code"]._description_selection(self.env),
        string="Received at level",
        required=True,
        default="normal",
        help="The level proposed for a visit of this kind. Refused: the door lets nobody of this kind in.",
    )
    unannounced = fields.Selection(
        [
            ("tell", "Let in, the host is told"),
            ("ask", "Ask the host first"),
            ("refuse", "Not without an appointment"),
        ],
        "Without an appointment",
        required=True,
        default="tell",
    )
    employee_id = fields.Many2one(
        "hr.employee", "Received by", check_company=True, help="Proposed as host when the visitor names nobody."
    )
    department_id = fields.Many2one("hr.department", "Department in charge", check_company=True)
    badge_required = fields.Boolean("Wears a badge", default=True)
    instructions = fields.Char(translate=True, help="What the door says or does for this kind.")
    active = fields.Boolean(default=True)
