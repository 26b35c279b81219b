from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules.charge_row import Counter
from ..rules.charge_values import to_decimal


class HotelCreditMonth(models.Model):
    """The counter that holds the monthly limit (D4): one row a firm, currency and month in a company.

    The row belongs to the firm, not to the agreement, so that a renewal in mid-month does not grant two limits.
    Raised only by one ``UPDATE ... WHERE used + amount <= limit``; the CHECK is the last word.
    A key is (company, firm, currency, first day of the month), ids and a date.
    """

    _name = "hotel.credit.month"
    _description = "Monthly Credit Use"
    _order = "month desc, id desc"

    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, index=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True)
    month = fields.Date(required=True, help="First day of the month.")
    agreement_id = fields.Many2one(
        "hotel.credit.agreement", "Limit of", ondelete="restrict", index=True, help="The agreement whose limit the month holds."
    )
    # Never NULL: a CHECK passes on what is unknown.
    unlimited = fields.Boolean(required=True, default=False)
    limit = fields.Monetary(required=True, default=0.0)
    used = fields.Monetary(required=True, default=0.0)
    remaining = fields.Monetary(compute="_compute_remaining", help="What is left of the month's limit; zero without a limit.")
    used_share = fields.Float(
        "Share used", compute="_compute_remaining", help="Share of the limit that is used, 0 to 1; zero without a limit."
    )

    _unique_month = models.UniqueIndex("(company_id, commercial_partner_id, currency_id, month)")
    _limit_holds = models.Constraint(
        'CHECK (unlimited OR used <= "limit")', "The monthly limit of the agreement cannot be passed."
    )
    _used_not_negative = models.Constraint("CHECK (used >= 0)", "The used amount cannot be negative.")

    @api.depends("unlimited", "limit", "used")
    def _compute_remaining(self):
        for row in self:
            row.remaining = 0.0 if row.unlimited else row.limit - row.used
            row.used_share = row.used / row.limit if row.limit and not row.unlimited else 0.0

    @api.depends("commercial_partner_id", "month")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.commercial_partner_id.display_name} {row.month:%Y-%m}" if row.month else False

    @api.model
    def _has_field_access(self, field, operation):
        """D4: counters are written by the charge alone."""
        return (operation != "write" or self.env.su) and super()._has_field_access(field, operation)

    # -- the counter of the charge (on the short cursor) ----------------------

    @api.model
    def _key_of(self, slip):
        """Return the key of the counter that holds a slip (dict as of `hotel.charge._read_slips`)."""
        return (
            slip["company_id"],
            slip["commercial_partner_id"],
            slip["currency_id"],
            slip["business_date"].replace(day=1),
        )

    @api.model
    def _read_counters(self, keys, lock=False):
        """Return {key: `Counter`} of the rows that exist.

        :param lock: take the rows for this transaction, in the order of their ids; what is read is then the latest
        """
        if not keys:
            return {}
        self.env.cr.execute(
            SQL(
                """SELECT m.company_id, m.commercial_partner_id, m.currency_id, m.month, m.id, m.unlimited,
                          COALESCE(m."limit", 0), COALESCE(m.used, 0), m.agreement_id,
                          (SELECT a.date_start FROM hotel_credit_agreement a WHERE a.id = m.agreement_id)
                     FROM hotel_credit_month m
                    WHERE (m.company_id, m.commercial_partner_id, m.currency_id, m.month) IN %s
                    ORDER BY m.id %s""",
                tuple(keys),
                SQL("FOR UPDATE OF m") if lock else SQL(),
            )
        )
        return {
            (company_id, firm_id, currency_id, month): Counter(
                row_id, unlimited, to_decimal(limit), to_decimal(used), *holder
            )
            for company_id, firm_id, currency_id, month, row_id, unlimited, limit, used, *holder in self.env.cr.fetchall()
        }

    @api.model
    def _lock(self, agreements, to_create):
        """Return {key: `Counter`} with the latest figures, locked until the transaction ends.

        :param agreements: {key: `AgreementFacts`}, the agreement that counts for the charge
        :param to_create: keys that need a row; the others get a counter without one (`id` None)
        """
        # Several firms: missing rows first and sorted, then the locks sorted by id. Whoever keeps this order waits for
        # the one before it only, never in a circle. A single firm holds nothing while it waits.
        if len(to_create) > 1:
            self._create_missing(agreements, to_create)
        counters = self._read_counters(agreements, lock=True)
        missing = to_create - counters.keys()
        if missing:
            self._create_missing(agreements, missing)
            counters |= self._read_counters(missing, lock=True)
        absent = agreements.keys() - counters.keys()
        limits = self._limits({key: agreements[key] for key in absent})
        for key in absent:
            counters[key] = Counter(None, agreements[key].unlimited, limits[key], Decimal(0))
        self._take_over(counters, agreements)
        return counters

    @api.model
    def _limits(self, agreements):
        """Return {key: limit with the month's approved increases} for {key: `AgreementFacts`}."""
        if not agreements:
            return {}
        increases = self._increases(
            self.env["hotel.credit.agreement"].browse({one.id for one in agreements.values()}),
            [key[3] for key in agreements],
        )
        return {
            key: one.monthly_limit + round(to_decimal(increases.get((one.id, key[3]))), one.decimals)
            for key, one in agreements.items()
        }

    @api.model
    def _increases(self, agreements, months):
        """D3: return {(agreement id, first day of month): approved increase}."""
        return self.env["hotel.credit.increase"].sudo()._get_approved(agreements, months)

    @api.model
    def _create_missing(self, agreements, keys):
        existing = self._read_counters(keys)
        keys = sorted(keys - existing.keys())
        if not keys:
            return
        limits = self._limits({key: agreements[key] for key in keys})
        self._insert((*key, agreements[key].id, agreements[key].unlimited, limits[key]) for key in keys)

    @api.model
    def _insert(self, rows):
        """Insert counters that nothing is counted in yet; `rows`: (*key, agreement, unlimited, limit). Existing ones stay."""
        stamp = (self.env.uid, fields.Datetime.now()) * 2
        self.env.cr.execute(
            SQL(
                """INSERT INTO hotel_credit_month (company_id, commercial_partner_id, currency_id, month,
                       agreement_id, unlimited, "limit", used, create_uid, create_date, write_uid, write_date)
                   VALUES %s
                   ON CONFLICT (company_id, commercial_partner_id, currency_id, month) DO NOTHING""",
                SQL(", ").join(SQL("%s", (*row, 0, *stamp)) for row in rows),
            )
        )

    @api.model
    def _take_over(self, counters, agreements):
        """After a renewal in mid-month: the later agreement's limit holds from its first charge on, `used` goes on."""
        later = {
            key: agreements[key]
            for key, counter in counters.items()
            if counter.id
            and counter.agreement_id != agreements[key].id
            and (counter.agreement_start is None or counter.agreement_start < agreements[key].date_start)
        }
        for key, limit in self._limits(later).items():
            agreement, counter = agreements[key], counters[key]
            self._set_limit(counter.id, agreement.id, agreement.unlimited, limit)
            counter.unlimited, counter.limit = agreement.unlimited, max(counter.used, limit)

    @api.model
    def _raise(self, added):
        """D4: add {key: amount} to the counters, each only while it stays within its limit.

        :raise RuntimeError: a counter would pass its limit; the caller holds its lock and has asked before
        """
        if not added:
            return
        self.env.cr.execute(
            SQL(
                """UPDATE hotel_credit_month m SET used = m.used + v.amount, write_date = now() AT TIME ZONE 'UTC'
                     FROM (VALUES %s) AS v(company_id, firm_id, currency_id, month, amount)
                    WHERE m.company_id = v.company_id AND m.commercial_partner_id = v.firm_id
                      AND m.currency_id = v.currency_id AND m.month = v.month
                      AND (m.unlimited OR m.used + v.amount <= m."limit")""",
                SQL(", ").join(SQL("(%s, %s, %s, %s::date, %s::numeric)", *key, amount) for key, amount in added.items()),
            )
        )
        if self.env.cr.rowcount != len(added):
            raise RuntimeError("A monthly counter would pass its limit although it was locked")

    @api.model
    def _give_back(self, slip):
        """D6: take a voided slip (dict as of `hotel.charge._read_slips`) off its counter; return the `Counter`."""
        key = self._key_of(slip)
        self.env.cr.execute(
            SQL(
                """UPDATE hotel_credit_month SET used = used - %s, write_date = now() AT TIME ZONE 'UTC'
                    WHERE company_id = %s AND commercial_partner_id = %s AND currency_id = %s AND month = %s""",
                slip["amount"],
                *key,
            )
        )
        return self._read_counters({key}).get(key)

    # -- changed limits -------------------------------------------------------

    @api.model
    def _apply_limit(self, agreement):
        """D3: carry a changed limit of `agreement`, or an increase approved under it, into the counters.

        The running month's and later rows of the firm get limit plus approved increase, but not less than what is used:
        a lowered limit takes full effect with the next month. Rows that a later agreement holds stay, and an agreement
        that has not begun takes a row over with its first charge, not before.
        """
        agreement.ensure_one()
        self.env.flush_all()
        today = agreement.company_id.sudo()._hotel_today()
        rows_sudo = self.sudo().search(
            [
                ("company_id", "=", agreement.company_id.id),
                ("commercial_partner_id", "=", agreement.commercial_partner_id.id),
                ("currency_id", "=", agreement.currency_id.id),
                ("month", ">=", today.replace(day=1)),
            ]
        )
        increases = self._increases(agreement, rows_sudo.mapped("month"))
        for row in rows_sudo:
            holder = row.agreement_id
            if holder != agreement and (
                agreement.date_start > today or (holder and holder.date_start > agreement.date_start)
            ):
                continue
            limit = agreement.monthly_limit + increases.get((agreement.id, row.month), 0.0)
            self._set_limit(
                row.id, agreement.id, agreement.limit_mode == "unlimited", to_decimal(agreement.currency_id.round(limit))
            )
        rows_sudo.invalidate_recordset()

    @api.model
    def _open(self, agreement, month):
        """D3: make the counter of `month` (its first day) if nothing was charged in it yet, so that an increase shows.

        Of an agreement that has not begun no row is made: its first charge does that.
        """
        if agreement.date_start > agreement.company_id.sudo()._hotel_today():
            return
        key = agreement.company_id.id, agreement.commercial_partner_id.id, agreement.currency_id.id, month
        self._insert([(*key, agreement.id, agreement.limit_mode == "unlimited", to_decimal(agreement.monthly_limit))])

    @api.model
    def _set_limit(self, row_id, agreement_id, unlimited, limit):
        self.env.cr.execute(
            SQL(
                """UPDATE hotel_credit_month
                      SET agreement_id = %s, unlimited = %s, "limit" = GREATEST(used, %s),
                          write_uid = %s, write_date = now() AT TIME ZONE 'UTC'
                    WHERE id = %s""",
                agreement_id,
                unlimited,
                limit,
                self.env.uid,
                row_id,
            )
        )
