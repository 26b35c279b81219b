from odoo import fields, models, tools


class HotelVisitReport(models.Model):
    """Planned against actual by visit, level, department and kind of cost (K7)."""

    _name = "hotel.visit.report"
    _description = "Planned and Actual Costs"
    _auto = False
    _order = "day desc, id desc"

    visit_id = fields.Many2one("hotel.visit", "Reception", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    level_id = fields.Many2one("hotel.visit.level", readonly=True)
    department_id = fields.Many2one("hr.department", "Hosting department", readonly=True)
    host_id = fields.Many2one("hr.employee", readonly=True)
    category_id = fields.Many2one("hotel.visit.category", "Kind of cost", readonly=True)
    day = fields.Date(readonly=True)
    standard = fields.Monetary(readonly=True)
    planned = fields.Monetary(readonly=True)
    actual = fields.Monetary(readonly=True)
    difference = fields.Monetary("Actual less planned", readonly=True)

    @property
    def _table_query(self):
        return tools.SQL(
            """
            SELECT line.id, line.visit_id, visit.company_id, visit.currency_id, visit.level_id, visit.department_id, visit.host_id,
                   line.category_id, line.day, line.standard, line.planned, line.actual, line.actual - line.planned AS difference
              FROM (
                    SELECT id * 2 AS id, visit_id, category_id, day, standard_amount AS standard, amount AS planned, 0 AS actual
                      FROM hotel_visit_cost WHERE approved
                     UNION ALL
                    SELECT id * 2 + 1, visit_id, category_id, day, 0, 0, amount FROM hotel_visit_expense
                   ) line
              JOIN hotel_visit visit ON visit.id = line.visit_id
            """
        )
