from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.fields import Domain

#: What the door may state of somebody who comes unannounced.
WALK_UP = {"name": str, "firm": str, "phone": str, "plate": str, "purpose": str, "kind": int, "host": int, "persons": int}
SHOWN = 300


class HotelVisitorDoor(models.AbstractModel):
    """What the tablet at the door asks the server (K5): plain values, one call a question, few queries a call."""

    _name = "hotel.visitor.door"
    _description = "Door"

    # ------------------------------------------------------------------ questions

    @api.model
    def start(self):
        """Return what the screen needs once: company, privacy text, kinds of visitors.

        :raise AccessError: for who is not at the door
        """
        company = self._check_role()
        privacy = self.env["hotel.visitor.privacy"]._get_in_force(company).sudo()
        kinds = self.env["hotel.visitor.kind"].sudo().search([("company_id", "in", [False, company.id])])
        return {
            "company": company.name,
            "tz": company.hotel_tz,
            "privacy": {"name": privacy.name, "text": privacy.text} if privacy else False,
            "kinds": [
                {
                    "id": kind.id,
                    "name": kind.name,
                    "unannounced": kind.unannounced,
                    "refused": kind.level_code == "refused",
                    "instructions": kind.instructions or "",
                    "host": {"id": kind.employee_id.id, "name": kind.employee_id.name} if kind.employee_id.active else False,
                }
                for kind in kinds
            ],
        }

    @api.model
    def today(self):
        """Return who is expected today, who is in the house, and whose badge is not back.

        :return: dict(expected, here, badges, counts); instants as UTC strings
        """
        company = self._check_role()
        entries_sudo = self.env["hotel.visitor.entry"].sudo()
        day = entries_sudo._day_start(company)
        ours = Domain("company_id", "=", company.id)
        expected = entries_sudo.search(
            ours & Domain("state", "=", "announced") & Domain("expected_at", "<", day + timedelta(days=1)), order="expected_at, id", limit=SHOWN
        )
        here = entries_sudo.search(ours & Domain("state", "=", "here"), order="arrival desc, id desc", limit=SHOWN)
        badges = entries_sudo.search(ours & Domain("badge_open", "=", True) & Domain("state", "=", "left"), order="departure desc", limit=SHOWN)
        overnight = Domain("state", "=", "here") & Domain("arrival", "<", day)
        return {
            "expected": [self._values(entry) for entry in expected],
            "here": [self._values(entry) for entry in here],
            "badges": [self._values(entry) for entry in badges],
            "counts": {
                "here": entries_sudo.search_count(ours & Domain("state", "=", "here")),
                "persons": sum(entries_sudo._read_group(ours & Domain("state", "=", "here"), [], ["persons:sum"])[0]) or 0,
                "overnight": entries_sudo.search_count(ours & overnight),
            },
        }

    @api.model
    def search_hosts(self, text):
        """Return employees whose name fits, for who is visited; with who stands in while they are away.

        :return: [dict(id, name, department, away)], at most 8
        """
        company = self._check_role()
        text = text.strip() if isinstance(text, str) else ""
        if not text:
            return []
        employees_sudo = self.env["hr.employee"].sudo().search(
            [("company_id", "=", company.id), ("name", "ilike", text)], limit=8
        )
        now = fields.Datetime.now()
        away = self.env["hr.leave"]._hotel_overlapping(employees_sudo, now, now, company).employee_id
        return [
            {
                "id": employee.id,
                "name": employee.name,
                "department": employee.department_id.name or "",
                "away": employee in away,
            }
            for employee in employees_sudo
        ]

    @api.model
    def scan(self, code):
        """Return the visitor whose invitation or badge was scanned or typed.

        :return: dict of the visitor
        :raise UserError: nobody has it
        """
        company = self._check_role()
        code = code.strip().rsplit("/", 1)[-1] if isinstance(code, str) else ""
        entries_sudo = self.env["hotel.visitor.entry"].sudo()
        entry = entries_sudo.search([("company_id", "=", company.id), ("code", "=", code)], limit=1) if code else entries_sudo
        if not entry and code:
            entry = self.env["hotel.visitor.badge"].sudo().search([("company_id", "=", company.id), ("number", "=", code)], limit=1).entry_id
        if not entry:
            raise UserError(self.env._("Nobody has the invitation or badge %(code)s.", code=code or "?"))
        return self._values(entry)

    # ------------------------------------------------------------------ what is done

    @api.model
    def check_in(self, entry, agreed=False, badge=None):
        """Let an announced visitor in.

        :param int entry: id of the entry
        :param bool agreed: the visitor has agreed to the privacy text on the screen
        :param badge: number; None or empty: the next free one; False: none
        :return: dict of the visitor, repeated = True when they were in already
        """
        entry_sudo = self._get_entry(entry)
        done = entry_sudo._let_in(self.env.user, agreed is True, badge if badge is False else (badge or None))
        return {**self._values(entry_sudo), "repeated": not done}

    @api.model
    def walk_up(self, values, agreed=False, client_ref=None, badge=None):
        """Let in, or ask the host for, somebody who was not announced.

        :param values: dict(name, firm, phone, plate, purpose, kind, host, persons)
        :param client_ref: reference of the device, so that a second sending after a lost answer notes nobody twice
        :return: dict of the visitor; asked = True when the host is asked first
        """
        company = self._check_role()
        entries_sudo = self.env["hotel.visitor.entry"].sudo()
        if client_ref:
            known = entries_sudo.search([("company_id", "=", company.id), ("client_ref", "=", str(client_ref))], limit=1)
            if known:
                return {**self._values(known), "repeated": True, "asked": bool(known.asked_at)}
        vals, kind_sudo = self._read_walk_up(values, company)
        if kind_sudo.level_code == "refused":
            raise UserError(self.env._("%(kind)s: not received here. Refuse with a reason.", kind=kind_sudo.name))
        if kind_sudo.unannounced == "refuse":
            raise UserError(self.env._("%(kind)s: received by appointment alone. Refuse with a reason.", kind=kind_sudo.name))
        if not vals["host_id"]:
            raise UserError(self.env._("Say whom the visitor visits."))
        try:
            entry_sudo = entries_sudo.create({**vals, "client_ref": str(client_ref) if client_ref else False})
        except UniqueViolation as error:
            if not client_ref:
                raise
            # The same tablet's first sending was noted just now: asked anew, it is found.
            raise ConcurrencyError("walk_up was sent twice at once") from error
        if kind_sudo.unannounced == "ask":
            entry_sudo.asked_at = fields.Datetime.now()
            entry_sudo._tell_host()
        else:
            entry_sudo._let_in(self.env.user, agreed is True, badge if badge is False else (badge or None))
        return {**self._values(entry_sudo), "repeated": False, "asked": bool(entry_sudo.asked_at)}

    @api.model
    def check_out(self, entry, badge_returned=True):
        """Note that a visitor leaves, with the badge or without it."""
        entry_sudo = self._get_entry(entry)
        done = entry_sudo._let_out(self.env.user, badge_returned is not False)
        return {**self._values(entry_sudo), "repeated": not done}

    @api.model
    def return_badge(self, entry):
        """Note that the badge of a visitor came back."""
        entry_sudo = self._get_entry(entry)
        entry_sudo._return_badge()
        return self._values(entry_sudo)

    @api.model
    def refuse(self, entry=None, values=None, reason=None):
        """Note that somebody was not let in.

        :param entry: id of an announced visitor; None: somebody unannounced, stated in `values`
        :param reason: required
        """
        company = self._check_role()
        if entry:
            entry_sudo = self._get_entry(entry)
        else:
            vals, _kind = self._read_walk_up(values or {}, company)
            entry_sudo = self.env["hotel.visitor.entry"].sudo().create(vals)
        entry_sudo._refuse(self.env.user, reason if isinstance(reason, str) else "")
        return self._values(entry_sudo)

    # ------------------------------------------------------------------ helpers

    def _check_role(self):
        """Return the company whose door it is.

        :raise AccessError: for who is not at the door
        """
        if not self.env.user.has_group("hotel_reception.group_door"):
            raise AccessError(self.env._("Visitors are let in by the door. Ask for the role Door."))
        return self.env.company.sudo()

    def _get_entry(self, entry):
        company = self._check_role()
        entry_sudo = self.env["hotel.visitor.entry"].sudo().browse(entry if type(entry) is int else 0).exists()
        if not entry_sudo or entry_sudo.company_id != company:
            raise UserError(self.env._("This visitor is not in the log of %(company)s.", company=company.name))
        return entry_sudo

    def _read_walk_up(self, values, company):
        """Return (values of an entry, kind); unknown keys and values of a wrong type are named."""
        wrong = [
            str(key) for key, value in values.items() if key not in WALK_UP or (value and type(value) is not WALK_UP[key])
        ]  # fmt: skip
        if wrong:
            raise UserError(self.env._("These values are not understood: %(fields)s.", fields=", ".join(sorted(wrong))))
        name = (values.get("name") or "").strip()
        if not name:
            raise UserError(self.env._("Give the visitor's name."))
        kind_sudo = self.env["hotel.visitor.kind"].sudo().browse(values.get("kind") or 0).exists()
        if kind_sudo.company_id and kind_sudo.company_id != company:
            kind_sudo = kind_sudo.browse()
        host_sudo = self.env["hr.employee"].sudo().browse(values.get("host") or 0).exists() or kind_sudo.employee_id
        if host_sudo and host_sudo.company_id != company:
            raise UserError(self.env._("%(host)s does not work in %(company)s.", host=host_sudo.name, company=company.name))
        return {
            "company_id": company.id,
            "name": name,
            "kind_id": kind_sudo.id,
            "host_id": host_sudo.id,
            "persons": values.get("persons") or 1,
            "expected_at": fields.Datetime.now(),
            **{key: (values.get(key) or "").strip() or False for key in ("firm", "phone", "plate", "purpose")},
        }, kind_sudo

    def _values(self, entry):
        """Return what the screen shows of one visitor."""
        company = entry.company_id
        return {
            "id": entry.id,
            "state": entry.state,
            "name": entry.name,
            "firm": entry.firm or "",
            "kind": entry.kind_id.name or "",
            "host": entry.host_id.name or "",
            "told": entry.told_id.name if entry.told_id and entry.told_id != entry.host_id.user_id else "",
            "visit": entry.visit_id.name or "",
            "level": entry.visit_id.level_code or "",
            "persons": entry.persons,
            "expected": fields.Datetime.to_string(entry.expected_at) if entry.expected_at else False,
            "arrival": fields.Datetime.to_string(entry.arrival) if entry.arrival else False,
            "departure": fields.Datetime.to_string(entry.departure) if entry.departure else False,
            "badge": entry.badge_number or "",
            "badge_open": entry.badge_open,
            "agreed": bool(entry.agreed_at),
            "asked": bool(entry.asked_at),
            "answer": entry.host_answer or "",
            "note": entry.host_note or "",
            "overnight": bool(entry.arrival and entry.state == "here" and company._hotel_local(entry.arrival).date() < company._hotel_today()),
        }
