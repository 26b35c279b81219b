from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmLead(models.Model):
    """H16: the enquiry for an event: from the opportunity to the offer, won, or lost with its reason."""

    _inherit = "crm.lead"

    hotel_event_kind_id = fields.Many2one("hotel.event.kind", "Kind of event", index="btree_not_null", ondelete="restrict")
    hotel_event_begin = fields.Datetime("Event begins")
    hotel_event_end = fields.Datetime("Event ends")
    hotel_event_guests = fields.Integer("Guests expected")
    hotel_event_offer_ids = fields.One2many(
        "sale.order", "opportunity_id", "Event offers", domain=[("hotel_is_event", "=", True)], readonly=True
    )
    hotel_event_offer_count = fields.Integer("Number of event offers", compute="_compute_hotel_event_offer_count")

    _hotel_event_ends_after_it_begins = models.Constraint(
        "CHECK (hotel_event_end IS NULL OR hotel_event_begin IS NULL OR hotel_event_end > hotel_event_begin)",
        "An event ends after it begins.",
    )
    _hotel_event_guests_not_negative = models.Constraint(
        "CHECK (COALESCE(hotel_event_guests, 0) >= 0)", "Numbers of guests are 0 or more."
    )

    def _compute_hotel_event_offer_count(self):
        counts = dict(
            self.env["sale.order"]._read_group(
                [("opportunity_id", "in", self.ids), ("hotel_is_event", "=", True)], ["opportunity_id"], ["__count"]
            )
        )
        for lead in self:
            lead.hotel_event_offer_count = counts.get(lead._origin, 0)

    @api.constrains("active", "probability", "lost_reason_id", "hotel_event_kind_id")
    def _check_hotel_lost_reason(self):
        """H16: an enquiry for an event is lost with a reason."""
        silent = self.filtered(
            lambda lead: lead.hotel_event_kind_id and not lead.active and not lead.probability and not lead.lost_reason_id
        )
        if silent:
            raise ValidationError(
                self.env._(
                    "Lost reason: say why %s was lost. What the hotel loses its events to is counted.",
                    ", ".join(silent.mapped("display_name")),
                )
            )

    def action_hotel_event_offer(self):
        """H16: open the offers of the enquiry, or make the first one from the package of its kind.

        :raise UserError: naming all that the enquiry lacks
        """
        self.ensure_one()
        offers = self.hotel_event_offer_ids
        if not offers:
            self._check_hotel_enquiry()
            offers = self.env["sale.order"].create(self._prepare_hotel_offer_vals())
            offers._onchange_sale_order_template_id()
        return offers._get_records_action(name=self.env._("Offer"), context={})

    def _check_hotel_enquiry(self):
        needed = ("partner_id", "hotel_event_kind_id", "hotel_event_begin", "hotel_event_end", "hotel_event_guests")
        missing = [self._fields[name]._description_string(self.env) for name in needed if not self[name]]
        if missing:
            raise UserError(
                self.env._(
                    "%(lead)s lacks for an offer: %(missing)s. Enter it on the page Event.",
                    lead=self.display_name,
                    missing=", ".join(missing),
                )
            )

    def _prepare_hotel_offer_vals(self):
        return {
            **self._prepare_opportunity_quotation_context_vals(),
            "hotel_is_event": True,
            "hotel_event_title": self.name,
            "hotel_event_kind_id": self.hotel_event_kind_id.id,
            "hotel_event_begin": self.hotel_event_begin,
            "hotel_event_end": self.hotel_event_end,
            "hotel_event_guests": self.hotel_event_guests,
            "sale_order_template_id": self.hotel_event_kind_id.sale_template_id.id,
            "require_signature": True,
            "prepayment_percent": self.env.company.sudo().hotel_event_deposit_rate / 100,
        }

    def _prepare_opportunity_quotation_context_vals(self):
        """Return what Odoo puts into a new quotation of the opportunity."""
        self.ensure_one()
        vals = {
            name.removeprefix("default_"): value
            for name, value in self._prepare_opportunity_quotation_context().items()
            if name.startswith("default_")
        }
        tags = vals.pop("tag_ids", None)
        return {**vals, **({"tag_ids": tags if isinstance(tags, list) else [Command.set(tags.ids)]} if tags else {})}
