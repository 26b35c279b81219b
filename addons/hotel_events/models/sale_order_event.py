from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime


class SaleOrder(models.Model):
    """H16: the offer of an event; signed by the customer it becomes the event order, and what is billed belongs to it."""

    _inherit = "sale.order"

    hotel_is_event = fields.Boolean("Event")
    hotel_event_title = fields.Char("Occasion")
    hotel_event_kind_id = fields.Many2one("hotel.event.kind", "Kind of event", index="btree_not_null", ondelete="restrict")
    hotel_event_begin = fields.Datetime("Event begins")
    hotel_event_end = fields.Datetime("Event ends")
    hotel_event_guests = fields.Integer("Guests")
    hotel_event_order_ids = fields.One2many("hotel.event.order", "sale_order_id", "Event orders", readonly=True)
    hotel_event_order_count = fields.Integer("Number of event orders", compute="_compute_hotel_event_order_count")

    _hotel_event_has_times = models.Constraint(
        "CHECK (hotel_is_event IS NOT TRUE OR (hotel_event_begin IS NOT NULL"
        " AND hotel_event_end IS NOT NULL AND hotel_event_end > hotel_event_begin))",
        "The offer of an event says when the event begins and ends, and it ends after it begins.",
    )
    _hotel_event_guests_not_negative = models.Constraint(
        "CHECK (COALESCE(hotel_event_guests, 0) >= 0)", "Numbers of guests are 0 or more."
    )

    @api.depends("hotel_event_order_ids")
    def _compute_hotel_event_order_count(self):
        for offer in self:
            offer.hotel_event_order_count = len(offer.sudo().hotel_event_order_ids)

    @api.onchange("sale_order_template_id")
    def _onchange_sale_order_template_id(self):
        """H16: a package is loaded for the number of guests."""
        result = super()._onchange_sale_order_template_id()
        if self.hotel_is_event and self.hotel_event_guests:
            for line in self.order_line.filtered(lambda each: each.product_id.hotel_per_guest and each.product_uom_qty):
                line.product_uom_qty = self.hotel_event_guests
        return result

    def action_confirm(self):
        """H16: with the customer's signature the offer becomes an event order, and the enquiry is won.

        :raise UserError: the event was over when the customer signed, naming the offers
        """
        now = fields.Datetime.now()
        over = self.filtered(
            lambda offer: offer.hotel_is_event and not offer.hotel_event_order_count and offer.hotel_event_end < (offer.signed_on or now)
        )
        if over:
            raise UserError(
                self.env._(
                    "Event ends: the event of %(offers)s would be over already, on %(end)s. Offer another day first.",
                    offers=", ".join(over.mapped("name")),
                    end=format_datetime(self.env, over[0].hotel_event_end),
                )
            )
        result = super().action_confirm()
        for offer_sudo in self.filtered(lambda offer: offer.hotel_is_event and offer.state == "sale").sudo():
            offer_sudo._hotel_order_event()
        return result

    def _hotel_order_event(self):
        """Make the offer's event order where there is none yet; 48 hours of free cancelling run from now (H15). Superuser mode."""
        self.ensure_one()
        order = self.hotel_event_order_ids
        if order:
            order.ordered_at = fields.Datetime.now()
        else:
            self.env["hotel.event.order"].with_company(self.company_id).create(self._prepare_hotel_event_order_vals())
        if self.opportunity_id and self.opportunity_id.won_status != "won":
            self.opportunity_id.action_set_won()

    def _prepare_hotel_event_order_vals(self):
        return {
            "company_id": self.company_id.id,
            "title": self.hotel_event_title or self.client_order_ref or self.partner_id.name,
            "kind_id": self.hotel_event_kind_id.id,
            "partner_id": self.partner_id.id,
            "contact_phone": self.partner_id.phone,
            "lead_id": self.opportunity_id.id,
            "sale_order_id": self.id,
            # The customer signs in the portal: who made the offer answers for it.
            "coordinator_id": (self.user_id or self.company_id.hotel_sales_head_id).id,
            "date_begin": self.hotel_event_begin,
            "date_end": self.hotel_event_end,
            "guests_guaranteed": self.hotel_event_guests,
            "budget": self.amount_total,
        }

    def _action_cancel(self):
        """H18: the offer of a running event goes with the event, whose cancelling is a signed request."""
        running = self.sudo().hotel_event_order_ids.filtered(lambda order: order.state != "cancelled")
        if running:
            raise UserError(
                self.env._(
                    "%s is ordered: cancel it there, by a request that the customer signed.",
                    ", ".join(running.mapped("display_name")),
                )
            )
        return super()._action_cancel()

    def _prepare_invoice(self):
        """Every invoice of the offer is known as the event's, whoever makes it."""
        vals = super()._prepare_invoice()
        order_sudo = self.sudo().hotel_event_order_ids[:1]
        return {**vals, "hotel_event_order_id": order_sudo.id} if order_sudo else vals

    def action_hotel_event_order(self):
        """Open the event order of the offer."""
        self.ensure_one()
        return self.hotel_event_order_ids._get_records_action(name=self.env._("Event order"), context={})
