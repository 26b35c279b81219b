import secrets

from odoo import api, fields, models

from ..rules import guest_contact


class EventRegistration(models.Model):
    """A guest of an event: whom the hotel invites, who answers, comes, and sits at a table (H10).

    Odoo's states say how it stands: unconfirmed (invited), registered (coming), attended (was at the door), cancelled
    (not coming, or withdrawn by the house). The barcode is the code on the invitation, 64 random bits.
    """

    _name = "event.registration"
    _inherit = ["event.registration", "hotel.protected.mixin"]

    _server_fields = frozenset({
        "barcode", "hotel_token", "hotel_phone_key", "hotel_email_key", "hotel_persons", "hotel_replied_at", "hotel_reply_count",
        "hotel_reply_since", "hotel_invitation", "hotel_invited_at", "hotel_walk_in", "hotel_anonymised_at",
    })  # fmt: skip

    hotel_title = fields.Char("Position")
    hotel_lang = fields.Selection(
        [("en_US", "English"), ("zh_CN", "Chinese")], "Language of the guest", help="Empty: as the guest's browser says."
    )
    hotel_companions = fields.Integer("Companions", tracking=True)
    hotel_persons = fields.Integer(
        "Persons", compute="_compute_hotel_persons", store=True, precompute=True, help="The guest and the companions."
    )
    hotel_diet = fields.Char("Dietary wishes")
    hotel_table_id = fields.Many2one(
        "hotel.event.table",
        "Table",
        index="btree_not_null",
        ondelete="set null",
        domain="[('event_id', '=', event_id)]",
        group_expand="_group_expand_hotel_tables",
    )
    hotel_walk_in = fields.Boolean("Walk-in", readonly=True, copy=False, help="Added at the door.")
    hotel_token = fields.Char(
        "Key of the reply page",
        compute="_compute_hotel_token",
        store=True,
        precompute=True,
        copy=False,
        help="192 random bits: who has the link answers for this guest and sees no other.",
    )
    hotel_phone_key = fields.Char("Phone, normalised", compute="_compute_hotel_phone_key", store=True)
    hotel_email_key = fields.Char("E-mail, normalised", compute="_compute_hotel_email_key", store=True)
    hotel_scan_ids = fields.One2many("hotel.event.scan", "registration_id", "Scans", readonly=True)

    _hotel_token_unique = models.UniqueIndex("(hotel_token) WHERE hotel_token IS NOT NULL")
    _hotel_companions_range = models.Constraint(
        "CHECK (hotel_companions BETWEEN 0 AND 99)", "A guest brings 0 to 99 companions."
    )

    @api.depends("hotel_companions")
    def _compute_hotel_persons(self):
        for guest in self:
            guest.hotel_persons = 1 + (guest.hotel_companions or 0)

    # Depends on nothing that changes: drawn once, when the guest is made.
    def _compute_hotel_token(self):
        for guest in self:
            guest.hotel_token = guest.hotel_token or self._hotel_new_token()

    @api.model
    def _hotel_new_token(self):
        return secrets.token_urlsafe(24)

    @api.depends("phone", "event_id")
    def _compute_hotel_phone_key(self):
        for event, guests in self.grouped("event_id").items():
            normalise = event._hotel_get_phone_normaliser()
            for guest in guests:
                guest.hotel_phone_key = normalise(guest.phone) if guest.phone else False

    @api.depends("email")
    def _compute_hotel_email_key(self):
        for guest in self:
            guest.hotel_email_key = guest_contact.email(guest.email) if guest.email else False

    @api.model
    def _group_expand_hotel_tables(self, tables, domain):
        """Show every table of the event as a column to drop guests on, the empty ones too."""
        event_id = self.env.context.get("hotel_event_id")
        return self.env["hotel.event.table"].search([("event_id", "=", event_id)]) if event_id else tables

    def _check_hotel_seats(self):
        """Raise where a table has more persons than seats, or belongs to another event."""
        self.hotel_table_id._check_seats(self)

    @api.model_create_multi
    def create(self, vals_list):
        guests = super().create(vals_list)
        guests._check_hotel_seats()
        return guests

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"hotel_table_id", "hotel_companions", "event_id", "state", "active"}:
            self._check_hotel_seats()
        return result
