from odoo import api, fields, models
from odoo.exceptions import AccessError

KINDS = ("rooms", "food", "beverage", "banquet", "other")
SLIPS_SHOWN = 200


class HotelTill(models.AbstractModel):
    """What the cashier's screen asks the server: plain values, one call a question, few queries a call.

    Charging itself is not here: the screen calls ``hotel.charge.authorise`` like every other door.
    A cashier sees the customers and slips of the outlets where they are cashier; finance sees those of its companies.
    """

    _name = "hotel.till"
    _description = "Cashier's Screen"

    @api.model
    def start(self):
        """Return what the screen needs once: the user's outlets, revenue kinds and the name of the cashier.

        :return: dict(user, outlets=[dict], kinds=[dict(code, name)])
        :raise AccessError: for a user who is neither cashier nor finance
        """
        self._check_role()
        outlets_sudo = (
            self.env["hotel.outlet"]
            .sudo()
            .search([("cashier_ids", "in", self.env.uid), ("company_id", "in", self.env.user.company_ids.ids)])
        )
        labels = self.env["hotel.charge"].sudo().fields_get([f"amount_{kind}" for kind in KINDS], ["string"])
        return {
            "user": self.env.user.name,
            "outlets": [self._outlet_values(outlet) for outlet in outlets_sudo],
            "kinds": [{"code": kind, "name": labels[f"amount_{kind}"]["string"]} for kind in KINDS],
        }

    @api.model
    def customer_card(self, outlet, partner=None, agreement=None):
        """Return all that the cashier must see of one customer before charging (D1, D12).

        :param int outlet: id of the outlet
        :param int partner: id of the customer or of a contact or branch of it
        :param int agreement: id of the agreement, when it is known (a scanned card names it)
        :return: dict(customer, agreement or False, month, overdue, signers); amounts in the agreement's currency
        :raise AccessError: when the user is not cashier of the outlet, or the customer belongs to another branch
        """
        outlet_sudo = self._get_outlet_sudo(outlet)
        day = outlet_sudo._business_date()
        company_sudo = outlet_sudo.company_id
        agreement_sudo = self.env["hotel.credit.agreement"].sudo()
        if agreement:
            agreement_sudo = agreement_sudo.browse(int(agreement)).exists()
            if not agreement_sudo or agreement_sudo.company_id != company_sudo:
                raise AccessError(self.env._("This agreement is not one of %(company)s.", company=company_sudo.name))
        partner_sudo = self.env["res.partner"].sudo().browse(int(partner)).exists() if partner else None
        partner_sudo = partner_sudo or agreement_sudo.partner_id
        if not partner_sudo or (partner_sudo.company_id and partner_sudo.company_id != company_sudo):
            raise AccessError(self.env._("This customer is not one of %(company)s.", company=company_sudo.name))
        agreement_sudo = agreement_sudo or self._get_agreement_sudo(partner_sudo, company_sudo, day)
        firm_sudo = partner_sudo.commercial_partner_id
        return {
            "customer": {
                "id": partner_sudo.id,
                "name": firm_sudo.name,
                "contact": partner_sudo.name if partner_sudo != firm_sudo else False,
                "contact_ref": partner_sudo.ref or False,
                "ref": firm_sudo.ref or False,
                "phone": partner_sudo.phone or firm_sudo.phone or False,
            },
            "business_date": fields.Date.to_string(day),
            "agreement": self._agreement_values(agreement_sudo, outlet_sudo, day),
            "month": self._month_values(agreement_sudo, day),
            "overdue": self._overdue(agreement_sudo, day),
            "signers": self._signer_values(agreement_sudo, day),
        }

    @api.model
    def slips(self, outlet):
        """Return the slips of the outlet's open business day, newest first, and their totals.

        :return: dict(business_date, slips=[dict], totals=[dict(currency_id, count, amount)], voided=int)
        """
        outlet_sudo = self._get_outlet_sudo(outlet)
        day = outlet_sudo._business_date()
        domain = [("outlet_id", "=", outlet_sudo.id), ("business_date", "=", day)]
        charge_sudo = self.env["hotel.charge"].sudo()
        totals = charge_sudo._read_group(
            [*domain, ("state", "!=", "voided")], ["currency_id"], ["__count", "amount:sum"]
        )
        slips_sudo = charge_sudo.search(domain, order="id desc", limit=SLIPS_SHOWN)
        states = dict(charge_sudo._fields["state"]._description_selection(self.env))
        return {
            "business_date": fields.Date.to_string(day),
            "slips": [self._slip_values(slip, outlet_sudo, states) for slip in slips_sudo],
            "totals": [
                {"currency_id": currency.id, "count": count, "amount": amount} for currency, count, amount in totals
            ],
            "voided": charge_sudo.search_count([*domain, ("state", "=", "voided")]),
        }

    # -- who may look -------------------------------------------------------------------------------------------

    @api.model
    def _check_role(self):
        if not (
            self.env.su
            or self.env.user.has_group("hotel_base.group_cashier")
            or self.env.user.has_group("hotel_base.group_finance")
        ):
            raise AccessError(self.env._("The till is for cashiers. Ask a settings manager for the role of cashier."))

    @api.model
    def _get_outlet_sudo(self, outlet):
        """Return the outlet (sudo) when the user may see its customers and slips (C7).

        :raise AccessError: naming what to do
        """
        self._check_role()
        outlet_sudo = self.env["hotel.outlet"].sudo().browse(int(outlet)).exists()
        user = self.env.user
        if not outlet_sudo or outlet_sudo.company_id not in user.company_ids:
            raise AccessError(self.env._("This outlet does not exist in your company. Choose another one."))
        if user not in outlet_sudo.cashier_ids and not user.has_group("hotel_base.group_finance"):
            raise AccessError(
                self.env._(
                    "You are not a cashier of %(outlet)s. A settings manager enters you on the outlet.",
                    outlet=outlet_sudo.name,
                )
            )
        return outlet_sudo

    # -- values -------------------------------------------------------------------------------------------------

    @api.model
    def _outlet_values(self, outlet):
        return {
            "id": outlet.id,
            "code": outlet.code,
            "name": outlet.name,
            "company_id": outlet.company_id.id,
            "company": outlet.company_id.name,
            "currency_id": outlet.company_id.currency_id.id,
            "business_date": fields.Date.to_string(outlet._business_date()),
            "trusted_signatures": outlet.trusted_signatures,
        }

    @api.model
    def _get_agreement_sudo(self, partner_sudo, company_sudo, day):
        """The agreement to show: the one whose dates hold ``day``, else the firm's latest."""
        agreements_sudo = (
            self.env["hotel.credit.agreement"]
            .sudo()
            .search(
                [
                    ("company_id", "=", company_sudo.id),
                    ("commercial_partner_id", "=", partner_sudo.commercial_partner_id.id),
                ],
                order="date_start desc, id desc",
            )
        )
        running = {"active": 0, "suspended": 1, "expired": 2, "terminated": 3, "to_sign": 4}
        return agreements_sudo.sorted(
            lambda a: (not a.date_start <= day <= a.date_end, running[a.state], -a.date_start.toordinal())
        )[:1]

    @api.model
    def _agreement_values(self, agreement_sudo, outlet_sudo, day):
        if not agreement_sudo:
            return False
        state = agreement_sudo.state
        allowed = not agreement_sudo.outlet_ids or outlet_sudo in agreement_sudo.outlet_ids
        in_dates = agreement_sudo.date_start <= day <= agreement_sudo.date_end
        return {
            "id": agreement_sudo.id,
            "name": agreement_sudo.name,
            "state": state,
            "state_label": dict(agreement_sudo._fields["state"]._description_selection(self.env))[state],
            "special": agreement_sudo.kind == "special",
            "date_start": fields.Date.to_string(agreement_sudo.date_start),
            "date_end": fields.Date.to_string(agreement_sudo.date_end),
            "in_dates": in_dates,
            "outlet_allowed": allowed,
            "outlets": agreement_sudo.outlet_ids.mapped("name") if not allowed else [],
            "usable": state == "active" and in_dates and allowed,
            "salesperson": agreement_sudo.user_id.name,
            "salesperson_phone": agreement_sudo.user_id.partner_id.phone or False,
            "currency_id": agreement_sudo.currency_id.id,
            "overdue_policy": agreement_sudo.overdue_policy,
        }

    @api.model
    def _month_values(self, agreement_sudo, day):
        """The firm's month as the counter has it (D4); before the first slip: what the agreement grants."""
        if not agreement_sudo:
            return False
        month = day.replace(day=1)
        row_sudo = (
            self.env["hotel.credit.month"]
            .sudo()
            .search(
                [
                    ("company_id", "=", agreement_sudo.company_id.id),
                    ("commercial_partner_id", "=", agreement_sudo.commercial_partner_id.id),
                    ("currency_id", "=", agreement_sudo.currency_id.id),
                    ("month", "=", month),
                ],
                limit=1,
            )
        )
        unlimited = row_sudo.unlimited if row_sudo else agreement_sudo.limit_mode == "unlimited"
        limit = row_sudo.limit if row_sudo else agreement_sudo.monthly_limit
        return {
            "month": fields.Date.to_string(month),
            "unlimited": unlimited,
            "limit": 0.0 if unlimited else limit,
            "used": row_sudo.used,
            "remaining": 0.0 if unlimited else limit - row_sudo.used,
        }

    @api.model
    def _overdue(self, agreement_sudo, day):
        """What the firm owes past its due date on ``day``, in the agreement's currency: what authorising looks at too."""
        if not agreement_sudo:
            return 0.0
        ((total,),) = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "=", agreement_sudo.company_id.id),
                    ("commercial_partner_id", "=", agreement_sudo.commercial_partner_id.id),
                    ("move_type", "=", "out_invoice"),
                    ("state", "=", "posted"),
                    ("payment_state", "in", ("not_paid", "partial")),
                    ("invoice_date_due", "<", day),
                ],
                [],
                ["amount_residual:sum"],
            )
        )
        return total or 0.0

    @api.model
    def _signer_values(self, agreement_sudo, day):
        """All signers, the valid ones first: who ended lately must be recognised as such (C4)."""
        signers = [
            {
                "id": signer.id,
                "code": signer.code or False,
                "name": signer.name,
                "phone": signer.phone or False,
                "valid_from": fields.Date.to_string(signer.valid_from) or False,
                "ended_on": fields.Date.to_string(signer.ended_on) or False,
                "state": "ended"
                if signer.ended_on and day >= signer.ended_on
                else "valid"
                if signer.valid_from and signer.valid_from <= day
                else "not_yet",
                # The time of the last change makes a new specimen a new address, so that browsers may keep the old.
                "specimen": f"/hotel/till/specimen/{signer.id}?v={signer.write_date:%Y%m%d%H%M%S}",
            }
            for signer in agreement_sudo.signer_ids
        ]
        order = {"valid": 0, "not_yet": 1, "ended": 2}
        return sorted(signers, key=lambda signer: order[signer["state"]])

    @api.model
    def _slip_values(self, slip_sudo, outlet_sudo, states):
        return {
            "id": slip_sudo.id,
            "number": slip_sudo.name,
            "time": outlet_sudo.company_id._hotel_local(slip_sudo.charged_at).strftime("%H:%M"),
            "customer": slip_sudo.commercial_partner_id.name,
            "signer": slip_sudo.signer_id.name or False,
            "cashier": slip_sudo.cashier_id.name,
            "check_number": slip_sudo.check_number or False,
            "guest": slip_sudo.guest or False,
            "amount": slip_sudo.amount,
            "currency_id": slip_sudo.currency_id.id,
            "state": slip_sudo.state,
            "state_label": states[slip_sudo.state],
            "void_reason": slip_sudo.void_reason or False,
            "can_void": slip_sudo.state == "authorised" and self.env.user in outlet_sudo.cashier_ids,
        }
