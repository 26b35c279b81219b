from collections import defaultdict
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from ..rules.charge_reasons import fits
from ..rules.charge_values import REVENUE_KINDS

#: Reasons that leave no amount to hold against the limit.
NO_AMOUNT = frozenset({"amount_invalid", "currency_mismatch"})


class HotelChargeStore(models.Model):
    """Slip and counter, written together on the short cursor.

    Every caller takes its locks in one order - counters, guarantor's approvals, slips by reference - so that no two of
    them wait for each other.
    """

    _inherit = "hotel.charge"

    def _store(self, rows, source):
        """D3, D4, D5: hold the rows against their counters, in order, and store those that nothing speaks against."""
        month_model = self.env["hotel.credit.month"]
        pending = [row for row in rows if row.key and not (row.faults or row.charge)]
        counters = month_model._lock(
            {row.key: row.agreement for row in pending}, {row.key for row in pending if row.passes}
        )
        for row in pending:
            row.counter = counters[row.key]
            if not NO_AMOUNT & {code for code, _params in row.reasons} and not fits(
                row.counter.unlimited, row.counter.limit, row.counter.used, row.request.total
            ):
                row.reasons.append(("over_limit", {"amount": row.request.total, "remaining": row.counter.remaining}))
            if row.passes:
                row.counter.used += row.request.total
            row.remaining, row.limit = row.counter.remaining, None if row.counter.unlimited else row.counter.limit
        accepted = self._use_guarantors([row for row in pending if row.passes])
        added = defaultdict(Decimal)
        for row in self._insert(accepted, source):
            added[row.key] += row.request.total
        month_model._raise(added)
        # Who lost a race for a reference, or was refused because the other one took what was left, gets that one's slip.
        self._find_repeats_of_refused(rows)
        self._find_counters_of_repeats([row for row in rows if row.repeated])

    def _use_guarantors(self, rows):
        """D2: consume the approvals of rows, each once; return the rows that go on."""
        wanted = [row.guarantor.id for row in rows if row.guarantor]
        if not wanted:
            return rows
        free = self.env["hotel.guarantor.approval"]._use(wanted)
        going_on = []
        for row in rows:
            if not row.guarantor:
                going_on.append(row)
            elif row.guarantor.id in free:
                free.remove(row.guarantor.id)
                going_on.append(row)
            else:
                self._take_back(row)
                row.reasons.append(
                    (
                        "signer_missing",
                        {"problems": [self.env._("Approval %(number)s was used already.", number=row.guarantor.name)]},
                    )
                )
        return going_on

    def _take_back(self, row):
        """Undo what `_store` counted for a row that is not stored after all."""
        row.counter.used -= row.request.total
        row.remaining = row.counter.remaining

    def _insert(self, rows, source):
        """Insert the slips of `rows` and return the rows that got one; the others met a slip with their reference."""
        if not rows:
            return []
        # By reference, so that two lists with common references wait in the same order.
        rows = sorted(rows, key=lambda row: row.reference or (0, ""))
        numbers = self._take_numbers(len(rows))
        now, uid = fields.Datetime.now(), self.env.uid
        values = [
            SQL(
                "%s",
                (
                    *(number, row.agreement.company_id, row.outlet.id, row.agreement.id, row.partner_id),
                    *(row.agreement.firm_id, row.agreement.user_id, row.signer and row.signer.id),
                    *(bool(row.signer and row.request.signature_matches), (row.guarantor and row.guarantor.id) or None),
                    *(uid, source, row.import_id, row.request.external_ref, row.day, now),
                    *(row.request.guest, row.request.check_number, row.agreement.currency_id),
                    *(row.request.amounts.get(kind, Decimal(0)) for kind in REVENUE_KINDS),
                    *(row.request.total, "authorised", uid, now, uid, now),
                ),
            )
            for row, number in zip(rows, numbers, strict=True)
        ]
        self.env.cr.execute(
            SQL(
                """INSERT INTO hotel_charge (
                       name, company_id, outlet_id, agreement_id, partner_id,
                       commercial_partner_id, salesperson_id, signer_id,
                       signature_matches, guarantor_approval_id,
                       cashier_id, source, import_id, external_ref, business_date, charged_at,
                       guest, check_number, currency_id,
                       %s,
                       amount, state, create_uid, create_date, write_uid, write_date)
                   VALUES %s
                   ON CONFLICT (outlet_id, external_ref) WHERE external_ref IS NOT NULL DO NOTHING
                   RETURNING name, id""",
                SQL(", ").join(SQL.identifier(f"amount_{kind}") for kind in REVENUE_KINDS),
                SQL(", ").join(values),
            )
        )
        ids = dict(self.env.cr.fetchall())
        stored, lost = [], []
        for row, number in zip(rows, numbers, strict=True):
            if number in ids:
                row.charge = {"id": ids[number], "name": number, "state": "authorised"}
                stored.append(row)
            else:
                self._take_back(row)
                lost.append(row)
        self.env["hotel.guarantor.approval"]._release([row.guarantor.id for row in lost if row.guarantor])
        self._store_photos(stored)
        return stored

    def _take_numbers(self, count):
        """Return `count` new slip numbers; gaps are allowed."""
        sequence_id = self.env["ir.model.data"]._xmlid_to_res_id("hotel_credit.sequence_charge")
        # One query for numbers and form; only a prefix with a date in it needs the sequence's own interpolation.
        self.env.cr.execute(
            SQL(
                """SELECT nextval(%s), COALESCE(s.prefix, ''), s.padding, COALESCE(s.suffix, '')
                     FROM ir_sequence s, generate_series(1, %s) WHERE s.id = %s""",
                f"ir_sequence_{sequence_id:03d}",
                count,
                sequence_id,
            )
        )
        sequence = self.env["ir.sequence"].browse(sequence_id)
        return [
            sequence.get_next_char(number) if "%" in prefix + suffix else f"{prefix}{number:0{padding}d}{suffix}"
            for number, prefix, padding, suffix in self.env.cr.fetchall()
        ]

    def _store_photos(self, rows):
        photos = [
            {
                "name": "photo",
                "res_model": "hotel.charge",
                "res_field": "photo",
                "res_id": row.charge["id"],
                "type": "binary",
                "raw": row.request.photo,
            }
            for row in rows
            if row.request.photo
        ]
        if photos:
            self.env["ir.attachment"].create(photos)

    def _find_repeats_of_refused(self, rows):
        """D5: look once more for the slip of each row that was not stored, now that others have committed theirs."""
        rows = [row for row in rows if row.reference and not row.charge and not row.faults]
        reasons = [(row, row.reasons) for row in rows]
        for row in rows:
            row.reasons = []
        self._find_repeats(rows)
        for row, refused_for in reasons:
            if not row.charge:
                row.reasons = refused_for

    def _find_counters_of_repeats(self, rows):
        """Set the current remaining limit of rows that repeat a slip."""
        if not rows:
            return
        month_model = self.env["hotel.credit.month"]
        counters = month_model._read_counters({month_model._key_of(row.charge) for row in rows})
        for row in rows:
            counter = counters.get(month_model._key_of(row.charge))
            if counter:
                row.remaining, row.limit = counter.remaining, None if counter.unlimited else counter.limit
