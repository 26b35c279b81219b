from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

#: Fields of the calendar whose change makes planned calls to be planned anew.
CALENDAR = {
    "hotel_opt_out", "hotel_from_leadership", "hotel_call_window_ids", "tz", "country_id", "phone", "parent_id", "active",
}  # fmt: skip


class ResPartner(models.Model):
    """I1, I4: a customer's class, who calls them, and when they want to be called.

    All of it lies on the customer (the firm, or the person who belongs to none); contacts show their firm's.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "hotel.protected.mixin"]

    hotel_class_id = fields.Many2one(
        "hotel.customer.class", "Customer class", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    hotel_class_why = fields.Char("Why this class", readonly=True, copy=False)
    hotel_class_since = fields.Date("In this class since", readonly=True, copy=False)
    hotel_class_change_ids = fields.One2many("hotel.customer.class.change", "partner_id", "History of the class", readonly=True)
    hotel_caller_id = fields.Many2one(
        "res.users",
        "Responsible caller",
        domain="[('share', '=', False)]",
        index="btree_not_null",
        ondelete="restrict",
        help="Who calls this customer. Empty: the salesperson, else who calls customers of this class.",
    )
    hotel_home_company_id = fields.Many2one(
        "res.company", "Cared for by", help="The hotel whose rules on customers reach this one. Empty: every hotel's."
    )
    hotel_opt_out = fields.Boolean("Wants no callbacks", help="Who opted out is never planned, by no rule (I4).")
    hotel_opt_out_at = fields.Datetime("Opted out on", readonly=True, copy=False)
    hotel_from_leadership = fields.Boolean(
        "Introduced by leadership", help="Contacted only by rules for named occasions (I4)."
    )
    hotel_birthday = fields.Date("Birthday")
    hotel_plates = fields.Char("Plate numbers", index="trigram", help="Separated by commas; customers are found by them.")
    hotel_call_window_ids = fields.One2many("hotel.callback.window", "partner_id", "Own call windows")
    hotel_callback_ids = fields.One2many("hotel.callback", "partner_id", "Callbacks", readonly=True)
    hotel_callback_count = fields.Integer("Number of callbacks", compute="_compute_hotel_callback_count")

    _server_fields = frozenset({"hotel_class_id", "hotel_class_why", "hotel_class_since", "hotel_opt_out_at"})

    _hotel_birthdays = models.Index("(hotel_birthday) WHERE hotel_birthday IS NOT NULL")

    def _compute_hotel_callback_count(self):
        counts = dict(
            self.env["hotel.callback"]._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.hotel_callback_count = counts.get(partner, 0)

    def write(self, vals):
        if "hotel_opt_out" in vals:
            fresh = self.filtered(lambda partner: bool(partner.hotel_opt_out) != bool(vals["hotel_opt_out"]))
            result = super().write(vals)
            fresh.sudo().write({"hotel_opt_out_at": fields.Datetime.now() if vals["hotel_opt_out"] else False})
        else:
            result = super().write(vals)
        if CALENDAR & vals.keys():
            self.env["hotel.callback"].sudo()._replan_customers(self.commercial_partner_id | self)
        return result

    def action_hotel_callbacks(self):
        """List the callbacks of the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Callbacks"),
            "res_model": "hotel.callback",
            "view_mode": "list,form",
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
        }

    # ------------------------------------------------------------------ class

    def action_hotel_set_class(self):
        """Open the window in which a class is set with its reason."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set the class"),
            "res_model": "hotel.customer.class.set",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_ids": self.commercial_partner_id.ids},
        }

    def _hotel_set_class(self, customer_class, why, proposed=False):
        """I1: put customers into a class, for a reason that stays on record.

        :raise AccessError: for anybody but the sales head and the general manager
        """
        if not (self.env.su or any(map(self.env.user.has_group, ("hotel_base.group_sales_head", "hotel_base.group_gm")))):
            raise AccessError(self.env._("The class of a customer is set by the sales head or the general manager."))
        self.check_access("read")
        why = (why or "").strip()
        if not why:
            raise UserError(self.env._("Say why the customer belongs to the class: the reason stays on record."))
        customers_sudo = self.commercial_partner_id.sudo().with_context(clean_context(self.env.context))
        changed = customers_sudo.filtered(lambda partner: partner.hotel_class_id != customer_class)
        now = fields.Datetime.now()
        self.env["hotel.customer.class.change"].sudo().create([
            {
                "partner_id": partner.id,
                "from_class_id": partner.hotel_class_id.id,
                "to_class_id": customer_class.id,
                "why": why,
                "proposed": proposed,
                "changed_by_id": self.env.uid,
                "changed_at": now,
            }
            for partner in changed
        ])
        changed.write({
            "hotel_class_id": customer_class.id,
            "hotel_class_why": why,
            "hotel_class_since": self.env.company._hotel_today(),
        })
        self.env["hotel.callback"].sudo()._replan_customers(changed)
        return True

    # ------------------------------------------------------------------ hooks for other addons

    def _hotel_has_open_complaint(self):
        """I4: return {partner id: whether a complaint is open} for these customers; routine calls wait meanwhile.

        Asked for thousands of customers at once: extend with one search. Complaints are not known here: False for all.
        """
        return dict.fromkeys(self.ids, False)

    @api.model
    def _hotel_file_domain(self, text):
        """I12: return the domain by which a customer's file is found from one text; addons add contracts and the like."""
        return (
            Domain("name", "ilike", text)
            | Domain("ref", "=ilike", text)
            | Domain("phone", "ilike", text)
            | Domain("hotel_plates", "ilike", text)
            | Domain("hotel_class_id.code", "=ilike", text)
            | Domain("child_ids.name", "ilike", text)
        )

    def _hotel_story(self):
        """Return what a caller has to know about the customer: list of {title, lines: [{text, date, kind}]}.

        Addons append their sections (agreements, events, complaints). Called as the reader.
        """
        self.ensure_one()
        return []
