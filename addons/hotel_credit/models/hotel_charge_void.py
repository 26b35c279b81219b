from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.hotel_base.rules import business_day
from odoo.addons.hotel_base.tools.short_cursor import short_transaction

from ..exceptions import ChargeConflict
from ..rules.charge_row import ChargeRow
from ..rules.charge_values import MAX_TEXT, ChargeRequest, is_plain_text

VOIDING_GROUPS = ("hotel_base.group_cashier", "hotel_base.group_integration")


class HotelChargeVoid(models.Model):
    """Taking a slip back on its own business day (D6), and finding one again (D9)."""

    _inherit = "hotel.charge"

    @api.model
    def void(self, number, reason):
        """D6: void a slip and give its amount back to the month's limit; stored at once, as `authorise` is.

        :param str number: the slip's number
        :param str reason: why, for the record
        :return: dict as of `authorise`, with state `voided`
        :raise UserError: unknown number, no reason
        :raise ChargeConflict: voided or billed already, or its business day is over; the code says which
        :raise AccessError: the caller is neither cashier of the slip's outlet nor a machine
        """
        self._check_may_void()
        number = self._required_text("number", number)
        reason = self._required_text("reason", reason)
        with short_transaction(self.env) as env:
            charge_sudo = env["hotel.charge"].sudo()
            slip = charge_sudo._read_for_void(number, self._charging_companies())
            charge_sudo._check_voidable(slip)
            env.cr.execute(
                SQL(
                    """UPDATE hotel_charge
                          SET state = 'voided', voided_by_id = %s, voided_at = %s, void_reason = %s,
                              write_uid = %s, write_date = %s
                        WHERE id = %s AND state = 'authorised'""",
                    env.uid,
                    fields.Datetime.now(),
                    reason,
                    env.uid,
                    fields.Datetime.now(),
                    slip["id"],
                )
            )
            if not env.cr.rowcount:
                # Another one was quicker: what it did is read anew and told.
                charge_sudo._check_voidable(charge_sudo._read_for_void(number, self._charging_companies()))
            counter = env["hotel.credit.month"].sudo()._give_back(slip)
            if slip["guarantor_approval_id"]:
                env["hotel.guarantor.approval"].sudo()._release([slip["guarantor_approval_id"]])
        self.env.invalidate_all()
        return self._answer_slip({**slip, "state": "voided"}, counter)

    @api.model
    def lookup(self, reference, outlet=None):
        """D9: find a slip by its number or external reference; read from the primary database, never from a replica.

        :param str reference: number or external reference
        :param str outlet: outlet code, needed when several outlets use the same external reference
        :return: dict as of `authorise` with the slip's present state; `charge` is None when there is no such slip
        :raise UserError: several outlets have a slip with this reference and `outlet` does not say which
        :raise AccessError: the caller may read no slips
        """
        self._check_may_lookup()
        reference = self._required_text("reference", reference)
        outlet = None if outlet is None or outlet is False else self._required_text("outlet", outlet)
        # sudo: a machine has no read access to any model; company and role were asked above.
        charge_sudo = self.sudo()
        self.env.flush_all()
        slips = charge_sudo._read_slips(
            SQL(
                """JOIN hotel_outlet o ON o.id = ch.outlet_id AND o.company_id = ANY(%s) AND (%s::text IS NULL OR o.code = %s)
                   JOIN (SELECT id FROM hotel_charge WHERE name = %s
                         UNION SELECT id FROM hotel_charge WHERE external_ref = %s) k ON k.id = ch.id""",
                self._charging_companies(),
                outlet,
                outlet,
                reference,
                reference,
            )
        )
        # A number is unique; an external reference may happen to look like another slip's number.
        slips = [slip for slip in slips if slip["name"] == reference] or slips
        if len(slips) > 1:
            raise UserError(
                self.env._(
                    "reference = %(reference)s: several outlets have a slip with this reference: %(slips)s. Send the outlet's "
                    "code too, or the slip's number.",
                    reference=reference,
                    slips=", ".join(slip["name"] for slip in slips),
                )
            )
        if not slips:
            return self._answer([ChargeRow(ChargeRequest())])[0]
        month_sudo = self.env["hotel.credit.month"].sudo()
        key = month_sudo._key_of(slips[0])
        return self._answer_slip(slips[0], month_sudo._read_counters({key}).get(key))

    def _answer_slip(self, slip, counter):
        """Return the answer for a slip (dict as of `_read_slips`) with what is left of its month."""
        row = ChargeRow(ChargeRequest(), charge=slip)
        if counter:
            row.remaining, row.limit = counter.remaining, None if counter.unlimited else counter.limit
        return self._answer([row])[0]

    def _read_for_void(self, number, company_ids):
        """Return the slip (dict) with what decides on voiding it.

        :raise UserError: there is no such slip in these companies
        """
        slips = self._read_slips(SQL("JOIN unnest(%s::text[]) AS k(name) ON ch.name = k.name", [number]))
        slips = [slip for slip in slips if slip["company_id"] in company_ids]
        if not slips:
            raise UserError(
                self.env._("number = %(number)s: there is no such slip. Check the number on the slip.", number=number)
            )
        return slips[0]

    def _check_voidable(self, slip):
        """D6: refuse a slip that is voided or billed, of a closed day, or of an outlet of other cashiers.

        :raise ChargeConflict: with the code already_voided, already_billed or day_closed
        :raise AccessError: the caller is no cashier of the slip's outlet
        """
        outlet = self.env["hotel.outlet"].browse(slip["outlet_id"])
        charge = self.browse(slip["id"])
        if outlet.cashier_ids and self.env.user not in outlet.cashier_ids and not self._may_void_everywhere():
            raise AccessError(
                self.env._(
                    "You are no cashier of outlet %(outlet)s. Ask one of its cashiers to void slip %(number)s.",
                    outlet=outlet.code,
                    number=slip["name"],
                )
            )
        if slip["state"] == "voided":
            raise ChargeConflict(
                self.env._(
                    "Slip %(number)s was voided already by %(user)s: %(reason)s.",
                    number=slip["name"],
                    user=charge.voided_by_id.name,
                    reason=charge.void_reason,
                ),
                "already_voided",
            )
        if slip["state"] == "billed":
            raise ChargeConflict(
                self.env._(
                    "Slip %(number)s is billed. Ask finance for a sales allowance on the invoice.", number=slip["name"]
                ),
                "already_billed",
            )
        open_day = business_day.business_date(fields.Datetime.now(), outlet.company_id.hotel_tz, outlet.day_end_hour)
        if slip["business_date"] != open_day:
            raise ChargeConflict(
                self.env._(
                    "Slip %(number)s is of %(day)s, and the open day of outlet %(outlet)s is %(open)s. A slip is voided on its "
                    "own business day only; ask finance for a sales allowance.",
                    number=slip["name"],
                    day=self._day(slip["business_date"]),
                    outlet=outlet.code,
                    open=self._day(open_day),
                ),
                "day_closed",
            )

    def _may_void_everywhere(self):
        user = self.env.user
        return user._is_superuser() or user.has_group("hotel_base.group_integration")

    @api.model
    def _required_text(self, name, value):
        """Return `value` trimmed.

        :raise UserError: it is no text, empty, or longer than 200 characters
        """
        text = value.strip() if isinstance(value, str) else ""
        if not text or len(text) > MAX_TEXT or not is_plain_text(text):
            raise UserError(
                self.env._(
                    "%(field)s = %(value)s: send a text of 1 to %(longest)s characters.",
                    field=name,
                    value=self._shown(value),
                    longest=MAX_TEXT,
                )
            )
        return text

    @api.model
    def _check_may_void(self):
        """Refuse who has no role that voids.

        :raise AccessError: the caller is neither cashier nor machine
        """
        if not self.env.su and not any(self.env.user.has_group(group) for group in VOIDING_GROUPS):
            raise AccessError(
                self.env._(
                    "Only cashiers and machines (integration role) void slips. Ask a cashier of the outlet, or finance for a "
                    "sales allowance."
                )
            )

    @api.model
    def _check_may_lookup(self):
        """Refuse who may read no slips.

        :raise AccessError: neither a machine nor a role that reads slips
        """
        if not (self.env.su or self.env.user.has_group("hotel_base.group_integration")):
            self.check_access("read")
