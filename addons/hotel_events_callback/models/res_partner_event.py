from odoo import models
from odoo.tools import format_date

#: Events that the story of a customer names.
SHOWN = 5


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _hotel_story(self):
        """I3: the customer's events with what they brought, for whoever calls; amounts for those who may read them."""
        sections = super()._hotel_story()
        orders = self.env["hotel.event.order"].search(
            [("commercial_partner_id", "=", self.commercial_partner_id.id), ("state", "!=", "draft")], limit=SHOWN, order="date_begin desc"
        )
        if not orders:
            return sections
        figures = self.env["hotel.event.figure"]
        income = {row.id: row.income for row in figures.browse(orders.ids)} if figures.has_access("read") else {}
        states = dict(orders._fields["state"]._description_selection(self.env))
        sections.append(
            {
                "title": self.env._("Events"),
                "lines": [
                    {
                        "date": format_date(self.env, order.company_id._hotel_local(order.date_begin).date()),
                        "text": ", ".join(
                            filter(
                                None,
                                (
                                    order.title,
                                    states[order.state],
                                    self.env._("%s guests", order.guests_billed) if order.guests_billed else "",
                                    order.currency_id.format(income[order.id]) if income.get(order.id) else "",
                                ),
                            )
                        ),
                        "kind": "event",
                    }
                    for order in orders
                ],
            }
        )
        return sections
