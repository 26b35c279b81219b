from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hotel_base.tools import short_transaction

from ..rules import desk_identity

KINDS = ("walk_in", "call")
#: Texts of the entry screen and how long they may be.
TEXTS = {"name": 80, "firm": 120, "phone": 40, "plate": 20, "note": 250}


class HotelDeskRegister(models.Model):
    """The one door into the register: who comes or calls is entered here, matched with an owner or given the next turn (L2, L3)."""

    _inherit = "hotel.desk"

    def register_entry(self, values):
        """L2, L3: enter a walk-in or caller, and return who receives them and why.

        Entry, turn and proof are committed together on a short transaction that holds the desk's day. A repeated `ref` returns
        the first answer and draws nothing twice.

        :param dict values: kind (walk_in or call), ref (reference of the screen), match (dict(kind, id) of `match`, or nothing),
            name, firm, phone, plate, note, source_id, need_id, names_owner (bool: the customer names the salesperson)
        :return: dict(entry, number, user, why, waiting, customer, repeated, lines)
        :raise UserError: with everything that is wrong
        """
        desk_sudo = self._check_staff()
        if not (self.env.su or self._is_reception() or desk_sudo.salespeople_enter):
            raise UserError(self.env._("At the desk %s the reception enters who comes.", desk_sudo.name))
        clean = self._clean_values(values)
        with short_transaction(self.env) as env2:
            return env2["hotel.desk"].browse(self.id)._enter(clean)

    def _enter(self, values):
        """Enter one customer on the short transaction of `self.env`; return the answer of `register_entry`."""
        day_sudo, desk_sudo = self._begin(self.env)
        entries_sudo = self.env["hotel.desk.entry"].sudo()
        if values["ref"]:
            entry_sudo = entries_sudo.search([("company_id", "=", desk_sudo.company_id.id), ("request_ref", "=", values["ref"])])
            if entry_sudo:
                return entry_sudo._prepare_answer(repeated=True)
        customer_sudo, is_new = desk_sudo._find_or_make_customer(values, day_sudo.day)
        owner_sudo = customer_sudo._get_owner(day_sudo.day)
        counted = entries_sudo.search_count(
            [("customer_id", "=", customer_sudo.id), ("day", "=", day_sudo.day), ("counts", "=", True)], limit=1
        )
        number = day_sudo._next("last_number")
        entry_sudo = entries_sudo.create([{
            "name": f"{desk_sudo.code}/{day_sudo.day:%y%m%d}/{number:03d}",
            "number": number,
            "desk_id": desk_sudo.id,
            "company_id": desk_sudo.company_id.id,
            "day": day_sudo.day,
            "kind": values["kind"],
            "request_ref": values["ref"],
            "customer_id": customer_sudo.id,
            "customer_name": values["name"] or customer_sudo.name,
            "firm": values["firm"] or customer_sudo.firm,
            "phone": values["phone"] or customer_sudo.phone,
            "plate": values["plate"] or customer_sudo.plate,
            "note": values["note"],
            "source_id": values["source_id"],
            "need_id": values["need_id"],
            "names_owner": values["names_owner"],
            "entered_by_id": self.env.uid,
            "is_new": is_new,
            "bought": customer_sudo._has_bought(),
            "counts": not counted,
            "owner_id": owner_sudo.id,
            "arrived_at": fields.Datetime.now(),
        }])  # fmt: skip
        customer_sudo._note_contact(day_sudo.day, desk_sudo)
        # In the order of coming: who waits already is served first.
        desk_sudo._assign_waiting(day_sudo)
        desk_sudo._ping()
        return entry_sudo._prepare_answer()

    # ------------------------------------------------------------------ the customer

    def _find_or_make_customer(self, values, day):
        """Return (customer of the register, whether nobody knew them before), held, in superuser mode."""
        # Another desk of the company may be entering the same person; the unique indexes would refuse one of the two.
        self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(hashtext('hotel.desk.customer'), %s)", self.company_id.id))
        customers_sudo = self.env["hotel.desk.customer"].sudo()
        company = ("company_id", "=", self.company_id.id)
        customer_sudo, record_sudo, known = customers_sudo, None, False
        match = values["match"]
        if match:
            record_sudo = self._get_match(match)
            if match["kind"] == "customer":
                customer_sudo = record_sudo
            elif match["kind"] == "partner":
                customer_sudo = customers_sudo.search([company, ("partner_id", "=", record_sudo.id)], limit=1)
            else:
                customer_sudo = customers_sudo.search([company, ("lead_id", "=", record_sudo.id)], limit=1)
            known = True
        if not customer_sudo and (digits := self._national(values["phone"] or (record_sudo and record_sudo.phone))):
            customer_sudo = customers_sudo.search([company, ("phone_digits", "=", digits)], limit=1)
        is_new = not customer_sudo and not known
        if not customer_sudo:
            customer_sudo = customers_sudo.create([self._prepare_customer_vals(values, record_sudo)])
            if record_sudo:
                owner = self._get_owner_of(record_sudo)
                if owner:
                    customer_sudo._give_to(owner, "salesperson", day)
        else:
            customer_sudo._lock_own()
            customer_sudo._end_old_ownership(day)
            customer_sudo.write({name: values[name] for name in ("name", "firm", "plate") if values[name] and not customer_sudo[name]})
        return customer_sudo, is_new

    def _get_match(self, match):
        """Return the record (superuser mode) that a match names, if it is one of this company.

        :raise UserError: naming what to do
        """
        models_of = {"customer": "hotel.desk.customer", "partner": "res.partner", "lead": "crm.lead"}
        record_sudo = self.env[models_of[match["kind"]]].sudo().browse(match["id"]).exists()
        allowed = (self.company_id,) if match["kind"] == "customer" else (self.company_id, self.env["res.company"])
        if not record_sudo or record_sudo.company_id not in allowed:
            raise UserError(self.env._("The customer that was chosen is not in the register of %s. Search again.", self.company_id.name))
        return record_sudo

    def _get_owner_of(self, record_sudo):
        """Return the salesperson who stands in a contact or opportunity, if they work in this company."""
        user_sudo = record_sudo.user_id
        if not user_sudo and record_sudo._name == "res.partner":
            user_sudo = record_sudo.commercial_partner_id.user_id
        return user_sudo.filtered(
            lambda user: user.active and self.company_id in user.company_ids and user.has_group("hotel_base.group_sales")
        )

    def _prepare_customer_vals(self, values, record_sudo):
        vals = {name: values[name] for name in ("name", "firm", "phone", "plate")}
        if record_sudo and record_sudo._name == "res.partner":
            firm_sudo = record_sudo.commercial_partner_id
            own = not record_sudo.is_company
            vals["partner_id"] = record_sudo.id
            vals["name"] = vals["name"] or (record_sudo.name if own else False)
            vals["firm"] = vals["firm"] or (firm_sudo.name if firm_sudo.is_company else False)
            vals["phone"] = vals["phone"] or record_sudo.phone or firm_sudo.phone
        elif record_sudo:
            vals["lead_id"] = record_sudo.id
            vals["name"] = vals["name"] or record_sudo.contact_name
            vals["firm"] = vals["firm"] or record_sudo.partner_name
            vals["phone"] = vals["phone"] or record_sudo.phone
            vals["partner_id"] = self._get_free_partner(record_sudo.partner_id)
            if not any(vals[name] for name in ("name", "firm", "phone", "plate")):
                vals["name"] = record_sudo.name
        digits = self._national(vals["phone"])
        taken = digits and self.env["hotel.desk.customer"].sudo().search_count(
            [("company_id", "=", self.company_id.id), ("phone_digits", "=", digits)], limit=1
        )
        return {**vals, "phone": False if taken else vals["phone"], "company_id": self.company_id.id, "desk_id": self.id}

    def _get_free_partner(self, partner_sudo):
        """Return the id of a partner that no customer of the register stands for yet, or False."""
        taken = self.env["hotel.desk.customer"].sudo().search_count(
            [("company_id", "=", self.company_id.id), ("partner_id", "=", partner_sudo.id)], limit=1
        )
        return False if taken or not partner_sudo else partner_sudo.id

    def _national(self, phone):
        """Return the national digits of a number as customers of this company are found by."""
        return desk_identity.national(phone or "", str(self.company_id.country_id.phone_code or ""))

    # ------------------------------------------------------------------ values

    def _clean_values(self, values):
        """Return the values of a request in the form that `_enter` expects.

        :raise UserError: with everything that is wrong
        """
        if not isinstance(values, dict):
            raise UserError(self.env._("The entry is a set of named values."))
        problems = []
        clean = {"ref": str(values.get("ref") or "")[:64] or False, "names_owner": bool(values.get("names_owner"))}
        clean["kind"] = values.get("kind")
        if clean["kind"] not in KINDS:
            problems.append(self.env._("Say whether somebody walked in or called."))
        for name, length in TEXTS.items():
            text = "".join(character for character in str(values.get(name) or "") if character.isprintable() or character.isspace())
            text = " ".join(text.split())
            clean[name] = text or False
            if len(text) > length:
                problems.append(self.env._("“%(text)s…” is longer than %(length)s characters.", text=text[:20], length=length))
        match = values.get("match") or None
        clean["match"] = None
        if match:
            try:
                clean["match"] = {"kind": match["kind"], "id": int(match["id"])}
            except (KeyError, TypeError, ValueError):
                clean["match"] = {"kind": None}
            if clean["match"]["kind"] not in ("customer", "partner", "lead"):
                problems.append(self.env._("The customer that was chosen is unknown. Search again."))
        elif not any(clean[name] for name in ("name", "firm", "phone", "plate")):
            problems.append(self.env._("Enter a name, a firm, a phone number or a number plate."))
        for name, model, label in (
            ("source_id", "hotel.desk.source", self.env._("source")),
            ("need_id", "hotel.desk.need", self.env._("need")),
        ):
            clean[name] = False
            if values.get(name):
                chosen = self.env[model].sudo().browse(values[name] if isinstance(values[name], int) else 0).exists()
                clean[name] = chosen.id
                if not chosen:
                    problems.append(self.env._("The %(what)s that was chosen does not exist any more. Choose another one.", what=label))
        if problems:
            raise UserError("\n".join(problems))
        return clean
