import re

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.sql import create_index, index_exists

from ..rules.charge_values import is_plain_text

FOUND_AT_MOST = 20
CANDIDATES = 200
DIGITS = "regexp_replace(phone, '[^0-9]', '', 'g')"
PHONE = re.compile(r"[\d\s()+./-]+")


class HotelTillSearch(models.AbstractModel):
    """Finding a customer from a few typed letters or a scanned card, among 100,000 customers."""

    _inherit = "hotel.till"

    def init(self):
        """Make the search fast: trigram indexes, where PostgreSQL has the extension."""
        super().init()
        if not self.env.registry.has_trigram:
            return
        for name, table, expression in (
            ("hotel_till_partner_name_trgm", "res_partner", "name gin_trgm_ops"),
            ("hotel_till_partner_ref_trgm", "res_partner", "ref gin_trgm_ops"),
            ("hotel_till_partner_phone_trgm", "res_partner", f"({DIGITS}) gin_trgm_ops"),
            ("hotel_till_signer_name_trgm", "hotel_credit_signer", "name gin_trgm_ops"),
        ):
            if not index_exists(self.env.cr, name):
                create_index(self.env.cr, name, table, [expression], method="gin")

    @api.model
    def search_customers(self, query, outlet, limit=FOUND_AT_MOST):
        """Find customers by name, phone, reference, agreement number, signer or signer card.

        A contact or branch finds its firm. Firms with an agreement come first. A text that is exactly the code of a
        signer's card also returns that signer, so that a scanner selects customer and signer at once.

        :param str query: what was typed or scanned
        :param int outlet: id of the outlet
        :return: dict(rows=[dict], signer=dict(partner_id, agreement_id, signer_id) or False)
        :raise AccessError: when the user may not use the outlet
        """
        outlet_sudo = self._get_outlet_sudo(outlet)
        # A scanner may send control characters; no name, number or card holds any.
        text = "".join(character for character in str(query or "") if is_plain_text(character) or character.isspace())
        text = " ".join(text.split())[:80]
        if not text:
            return {"rows": [], "signer": False}
        limit = max(1, min(int(limit), FOUND_AT_MOST))
        company_id = outlet_sudo.company_id.id
        for model in ("res.partner", "hotel.credit.agreement", "hotel.credit.signer"):
            self.env[model].flush_model()
        found = self.env.execute_query_dict(
            self._search_sql(text, company_id, outlet_sudo._business_date(), limit)
        )
        return {"rows": found, "signer": self._find_card(text, company_id)}

    @api.model
    def _find_card(self, text, company_id):
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT s.id AS signer_id, a.id AS agreement_id, a.partner_id
                  FROM hotel_credit_signer s
                  JOIN hotel_credit_agreement a ON a.id = s.agreement_id
                 WHERE s.code IN (%s, %s) AND s.company_id = %s
                 ORDER BY a.state = 'active' DESC, s.ended_on IS NULL DESC, s.id DESC
                 LIMIT 1
                """,
                text,
                text.upper(),
                company_id,
            )
        )
        return rows[0] if rows else False

    @api.model
    def _search_sql(self, text, company_id, day, limit):
        escaped = re.sub(r"([\\%_])", r"\\\1", text)
        inside, start = f"%{escaped}%", f"{escaped}%"
        # "ocean ltd" finds Blue Ocean Trading Co., Ltd.: every word stands somewhere in the name.
        by_name = SQL(" AND ").join(SQL("p.name ILIKE %s", f"%{word}%") for word in escaped.split()[:6])
        digits = re.sub(r"\D", "", text)
        by_phone = SQL()
        if len(digits) >= 4 and PHONE.fullmatch(text):
            by_phone = SQL(" OR %s LIKE %s", SQL(DIGITS.replace("phone", "p.phone")), f"%{digits}%")
        # Hits are cut to a few before the joins; those whose firm has an agreement are kept first.
        return SQL(
            """
            WITH hit AS (
                SELECT p.commercial_partner_id AS firm_id, p.id AS partner_id, NULL::varchar AS signer,
                       CASE WHEN p.ref = %(text)s THEN 0 WHEN p.name ILIKE %(start)s THEN 1 ELSE 2 END AS rank
                  FROM res_partner p
                 WHERE p.active AND (p.company_id IS NULL OR p.company_id = %(company)s)
                   AND ((%(by_name)s) OR p.ref ILIKE %(start)s%(by_phone)s)
                UNION ALL
                SELECT a.commercial_partner_id, a.partner_id, NULL,
                       CASE WHEN a.name = %(text)s THEN 0 ELSE 2 END
                  FROM hotel_credit_agreement a
                 WHERE a.name ILIKE %(inside)s AND a.company_id = %(company)s
                UNION ALL
                SELECT a.commercial_partner_id, a.partner_id, s.name,
                       CASE WHEN s.code ILIKE %(text)s THEN 0 ELSE 3 END
                  FROM hotel_credit_signer s
                  JOIN hotel_credit_agreement a ON a.id = s.agreement_id
                 WHERE (s.name ILIKE %(inside)s OR s.code = upper(%(text)s)) AND a.company_id = %(company)s
            ), firm AS (
                SELECT DISTINCT ON (hit.firm_id) hit.*
                  FROM hit
                 ORDER BY hit.firm_id, hit.rank, hit.partner_id = hit.firm_id DESC, hit.partner_id
            ), candidate AS (
                SELECT firm.*,
                       EXISTS (SELECT 1 FROM hotel_credit_agreement a
                                WHERE a.commercial_partner_id = firm.firm_id AND a.company_id = %(company)s) AS agreed
                  FROM firm
                 ORDER BY agreed DESC, rank, firm_id
                 LIMIT %(candidates)s
            )
            SELECT c.partner_id, f.name, f.ref, COALESCE(p.phone, f.phone) AS phone,
                   CASE WHEN p.id != f.id THEN p.name END AS contact, c.signer,
                   a.id AS agreement_id, a.name AS agreement, a.state
              FROM candidate c
              JOIN res_partner f ON f.id = c.firm_id
              JOIN res_partner p ON p.id = c.partner_id
              LEFT JOIN LATERAL (
                    SELECT a.id, a.name, a.state
                      FROM hotel_credit_agreement a
                     WHERE a.commercial_partner_id = c.firm_id AND a.company_id = %(company)s
                     ORDER BY %(day)s BETWEEN a.date_start AND a.date_end DESC,
                              array_position(ARRAY['active', 'suspended', 'expired', 'terminated'], a.state::text),
                              a.date_start DESC
                     LIMIT 1) a ON TRUE
             WHERE NOT EXISTS (SELECT 1 FROM res_users u WHERE u.partner_id = c.partner_id AND NOT u.share)
               AND NOT EXISTS (SELECT 1 FROM res_company o WHERE o.partner_id = c.firm_id)
             ORDER BY a.state = 'active' DESC NULLS LAST, a.id IS NOT NULL DESC, c.rank, f.name, c.firm_id
             LIMIT %(limit)s
            """,
            text=text,
            start=start,
            inside=inside,
            company=company_id,
            by_name=by_name,
            by_phone=by_phone,
            candidates=CANDIDATES,
            day=day,
            limit=limit,
        )
