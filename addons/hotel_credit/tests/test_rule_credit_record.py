"""A7: how a customer paid, from plain amounts."""

from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules.credit_record import Receivable, last_months, repayment, replay

TODAY = date(2026, 3, 18)


def owed(amount, due, *payments):
    return Receivable(Decimal(amount), due, [(day, Decimal(paid)) for day, paid in payments])


class TestRuleCreditRecord(BaseCase):
    def test_a_customer_who_pays_in_time(self):
        """A7: paid on the due day is on time; nothing is late."""
        record = repayment([owed(100, date(2026, 2, 25), (date(2026, 2, 25), 100))], TODAY)
        self.assertEqual(record["repayment_rate"], 100.0)
        self.assertEqual(record["on_time_share"], 100.0)
        self.assertEqual(record["longest_delay"], 0)

    def test_partly_late_partly_open(self):
        """A7: 60 of 100 in time, 30 five days late, 10 open for 21 days: rate 60 %, of what was paid 66.7 % in time."""
        record = repayment(
            [owed(100, date(2026, 2, 25), (date(2026, 2, 20), 60), (date(2026, 3, 2), 30))], TODAY
        )
        self.assertEqual(record["paid"], 90)
        self.assertEqual(record["repayment_rate"], 60.0)
        self.assertEqual(record["on_time_share"], 66.7)
        self.assertEqual(record["longest_delay"], 21)

    def test_what_is_not_due_yet_does_not_count_as_failed(self):
        """A7: the repayment rate looks only at what has fallen due; the due day itself is not over."""
        record = repayment([owed(100, TODAY), owed(50, date(2026, 2, 25), (date(2026, 2, 25), 50))], TODAY)
        self.assertEqual(record["fallen_due"], 50)
        self.assertEqual(record["repayment_rate"], 100.0)
        self.assertEqual(record["longest_delay"], 0)

    def test_a_customer_without_invoices(self):
        """A7: who owed nothing failed nothing."""
        self.assertEqual(repayment([], TODAY)["repayment_rate"], 100.0)

    def test_replay_of_the_last_twelve_months(self):
        """A7: the running month and the eleven before it; each month above the limit asked for, and by how much."""
        months = last_months(TODAY)
        self.assertEqual((months[0], months[-1], len(months)), (date(2025, 4, 1), date(2026, 3, 1), 12))
        charged = {date(2026, 1, 1): Decimal(120), date(2026, 2, 1): Decimal(100), date(2024, 1, 1): Decimal(999)}
        rows = {month: above for month, _charged, above in replay(charged, Decimal(100), months)}
        self.assertEqual(rows[date(2026, 1, 1)], 20)
        self.assertEqual(rows[date(2026, 2, 1)], 0, "exactly the limit is not above it")
        self.assertEqual(sum(rows.values()), 20)
        self.assertEqual(sum(above for _month, _charged, above in replay(charged, None, months)), 0)
