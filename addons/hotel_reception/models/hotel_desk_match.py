import re

from odoo import api, models
from odoo.tools import SQL

from ..rules import desk_identity

#: Rows shown, and rows of each kind that are looked at before the best are chosen.
SHOWN = 12
CANDIDATES = 60
DIGITS = "regexp_replace(phone, '[^0-9]', '', 'g')"
#: Names are found by pairs of characters: (index, table, columns searched together).
NAMES = (
    ("hotel_desk_customer_name_pairs", "hotel_desk_customer", ("name", "firm")),
    ("res_partner_name_pairs", "res_partner", ("name",)),
    ("crm_lead_name_pairs", "crm_lead", ("contact_name", "partner_name")),
)
#: Numbers by trigrams: (table, what is indexed). Odoo makes no trigram index over digits alone.
NUMBERS = (
    ("hotel_desk_customer", "phone_digits"),
    ("hotel_desk_customer", "plate_key"),
    ("res_partner", f"({DIGITS})"),
    ("crm_lead", f"({DIGITS})"),
)


class HotelDeskMatch(models.Model):
    """L2: finding who comes by phone, name, firm and plate, before anything else: in the register, the contacts, the opportunities."""

    _inherit = "hotel.desk"

    def match(self, text):
        """Find customers from what was typed.

        Numbers of those whose number was not typed are masked: who stands at the desk needs enough to ask, not a directory.

        :param str text: a part of a phone number, name, firm or number plate; below two characters nothing is found
        :return: list of dict(kind, id, name, firm, phone, plate, owner, owner_id, owner_state, last_contact, bought, today), best first
        :raise AccessError: for who does not work at this desk
        """
        desk_sudo = self._check_staff()
        text = " ".join("".join(c for c in str(text or "") if c.isprintable() or c.isspace()).split())[:80]
        if len(text) < 2:
            return []
        rows = desk_sudo._find(text)
        return desk_sudo._describe(rows, desk_sudo._national(text) if desk_identity.looks_like_phone(text) else None)

    def _find(self, text):
        """Return the rows (dict) that a text finds in this company, best first (superuser mode)."""
        for model in ("hotel.desk.customer", "res.partner", "crm.lead"):
            self.env[model].flush_model()
        words = text.split()[:5]
        digits = self._national(text) if desk_identity.looks_like_phone(text) else ""
        plate = desk_identity.plate_key(text) if desk_identity.looks_like_plate(text) else ""
        found = [self._find_customers(words, digits, plate)]
        if digits or not plate or len(plate) < 6:
            found += [self._find_partners(words, digits), self._find_leads(words, digits)]
        return self.env.execute_query_dict(SQL(
            "SELECT * FROM (%s) AS found ORDER BY rank, kind, last_contact DESC NULLS LAST, id LIMIT %s",
            SQL(" UNION ALL ").join(SQL("(%s)", part) for part in found),
            SHOWN,
        ))  # fmt: skip

    def _find_customers(self, words, digits, plate):
        if digits:
            where = SQL("c.phone_digits LIKE %s", f"%{digits}%")
        else:
            where = self.env["hotel.text.index"]._all_stand_in(words, "c.name", "c.firm")
            if plate:
                where = SQL("(%s OR c.plate_key LIKE %s)", where, f"%{plate}%")
        return SQL(
            """
            SELECT 'customer' AS kind, c.id, c.name, c.firm, c.phone, c.plate, c.user_id, c.last_contact, c.lapses_on, c.bought_on, c.partner_id,
                   CASE WHEN c.phone_digits = %(digits)s OR c.plate_key = %(plate)s THEN 0
                        WHEN c.name ILIKE %(start)s OR c.firm ILIKE %(start)s THEN 1 ELSE 2 END AS rank
              FROM hotel_desk_customer c
             WHERE c.active AND c.company_id = %(company)s AND %(where)s
             LIMIT %(limit)s
            """,
            digits=digits,
            plate=plate,
            start=_start(words[0]),
            company=self.company_id.id,
            where=where,
            limit=CANDIDATES,
        )

    def _find_partners(self, words, digits):
        if digits:
            where = SQL("%s LIKE %s", SQL(DIGITS.replace("phone", "p.phone")), f"%{digits}%")
        else:
            where = self.env["hotel.text.index"]._all_stand_in(words, "p.name")
        return SQL(
            """
            SELECT 'partner', p.id, CASE WHEN p.is_company THEN NULL ELSE p.name END, CASE WHEN f.is_company THEN f.name END,
                   COALESCE(p.phone, f.phone), NULL, COALESCE(p.user_id, f.user_id), NULL::date, NULL::date, NULL::date, p.id,
                   CASE WHEN p.name ILIKE %(start)s THEN 3 ELSE 4 END
              FROM (SELECT * FROM res_partner p
                     WHERE p.active AND (p.company_id IS NULL OR p.company_id = %(company)s) AND %(where)s LIMIT %(limit)s) p
              LEFT JOIN res_partner f ON f.id = p.commercial_partner_id
             WHERE p.type IS DISTINCT FROM 'private'
               AND NOT EXISTS (SELECT 1 FROM hotel_desk_customer c
                                WHERE c.partner_id = p.id AND c.company_id = %(company)s AND c.active)
               AND NOT EXISTS (SELECT 1 FROM res_users u WHERE u.partner_id = p.id AND NOT u.share)
               AND NOT EXISTS (SELECT 1 FROM res_company o WHERE o.partner_id = p.id)
               AND NOT EXISTS (SELECT 1 FROM hr_employee e WHERE e.work_contact_id = p.id)
            """,
            start=_start(words[0]),
            company=self.company_id.id,
            where=where,
            limit=CANDIDATES,
        )

    def _find_leads(self, words, digits):
        if digits:
            where = SQL("%s LIKE %s", SQL(DIGITS.replace("phone", "l.phone")), f"%{digits}%")
        else:
            where = self.env["hotel.text.index"]._all_stand_in(words, "l.contact_name", "l.partner_name")
        return SQL(
            """
            SELECT 'lead', l.id, l.contact_name, COALESCE(l.partner_name, l.name), l.phone, NULL, l.user_id,
                   NULL::date, NULL::date, NULL::date, l.partner_id, CASE WHEN l.contact_name ILIKE %(start)s THEN 3 ELSE 5 END
              FROM crm_lead l
             WHERE l.active AND (l.company_id IS NULL OR l.company_id = %(company)s) AND %(where)s AND l.partner_id IS NULL
               AND NOT EXISTS (SELECT 1 FROM hotel_desk_customer c
                                WHERE c.lead_id = l.id AND c.company_id = %(company)s AND c.active)
             LIMIT %(limit)s
            """,
            start=_start(words[0]),
            company=self.company_id.id,
            where=where,
            limit=CANDIDATES,
        )

    def _describe(self, rows, digits):
        """Return the rows as the screen shows them: owner and whether they are there, earlier visits of today (superuser mode)."""
        day = self._business_date()
        users_sudo = self.env["res.users"].sudo().browse({row["user_id"] for row in rows if row["user_id"]})
        users = {user.id: user for user in users_sudo}
        presences_sudo = self._get_presences(day)
        states = {presence.user_id.id: presence.state for presence in presences_sudo}
        away = presences_sudo._users_on_leave(users_sudo, self.company_id)
        customer_ids = [row["id"] for row in rows if row["kind"] == "customer"]
        today = {
            customer.id
            for (customer,) in self.env["hotel.desk.entry"].sudo()._read_group(
                [("customer_id", "in", customer_ids), ("day", "=", day)], ["customer_id"]
            )
        }
        described = []
        for row in rows:
            owner = users.get(row["user_id"])
            if owner and (not owner.active or self.company_id not in owner.company_ids or (row["lapses_on"] and row["lapses_on"] < day)):
                owner = None
            typed = digits and digits in self._national(row["phone"])
            described.append({
                "kind": row["kind"],
                "id": row["id"],
                "name": row["name"] or False,
                "firm": row["firm"] or False,
                "phone": row["phone"] if typed else desk_identity.masked(row["phone"]),
                "plate": row["plate"] or False,
                "owner_id": owner and owner.id,
                "owner": owner and owner.name,
                "owner_state": owner and ("leave" if owner.id in away else states.get(owner.id, "out")),
                "last_contact": row["last_contact"] and row["last_contact"].isoformat(),
                "bought": bool(row["bought_on"]),
                "today": row["kind"] == "customer" and row["id"] in today,
            })
        return described

    @api.model
    def _make_match_indexes(self):
        """Make the search fast: pairs for names; trigrams for numbers, where PostgreSQL has them and no other addon has made the same."""
        for name, table, columns in NAMES:
            self.env["hotel.text.index"]._make(name, table, *columns)
        if not self.env.registry.has_trigram:
            return
        for table, expression in NUMBERS:
            wanted = SQL("CREATE INDEX ON %s USING gin (%s gin_trgm_ops)", SQL.identifier(table), SQL(expression.replace("%", "%%")))
            plain = re.sub(r"\W", "", expression)
            rows = self.env.execute_query(SQL("SELECT indexdef FROM pg_indexes WHERE tablename = %s", table))
            same = [
                definition
                for (definition,) in rows
                if "gin_trgm_ops" in definition
                and " WHERE " not in definition
                and re.sub(r"\W|text", "", definition.split(" gin ", 1)[1]) == plain.replace("text", "") + "gin_trgm_ops"
            ]
            if not same:
                self.env.cr.execute(wanted)


def _start(word):
    """Return the pattern of what begins with a word."""
    return re.sub(r"([\\%_])", r"\\\1", word) + "%"
