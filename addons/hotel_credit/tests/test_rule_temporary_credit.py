from datetime import date

from odoo.tests import BaseCase, tagged

from ..rules import temporary_credit as rule


@tagged("post_install", "-at_install")
class TestRuleTemporaryCredit(BaseCase):
    def test_who_has_an_agreement_in_force(self):
        """E1: active and suspended ones are in force up to their last day; expired and terminated ones count as none."""
        end = date(2026, 3, 31)
        cases = [
            ("active", date(2026, 3, 31), True),
            ("active", date(2026, 4, 1), False),
            ("suspended", date(2026, 3, 1), True),
            ("to_sign", date(2026, 3, 1), False),
            ("expired", date(2026, 3, 1), False),
            ("terminated", date(2026, 3, 1), False),
        ]
        for state, day, expected in cases:
            with self.subTest(state=state, day=day):
                self.assertEqual(rule.in_force(state, end, day), expected)

    def test_the_earlier_of_seventh_working_day_and_month_end(self):
        """E3: in the departure's month in any case, unless the GM granted an exception (E6)."""
        month_end = date(2026, 3, 31)
        cases = [
            (date(2026, 3, 30), None, date(2026, 3, 30)),
            (date(2026, 3, 31), None, date(2026, 3, 31)),
            (date(2026, 4, 2), None, date(2026, 3, 31)),
            (date(2026, 4, 2), date(2026, 4, 1), date(2026, 4, 1)),
        ]
        for seventh, granted, expected in cases:
            with self.subTest(seventh=seventh, granted=granted):
                self.assertEqual(rule.due_date(seventh, month_end, granted), expected)

    def test_an_exception_lies_between_month_end_and_seventh_working_day(self):
        """E6: with a reason, in the next month, never beyond the 7th working day."""
        seventh, month_end = date(2026, 4, 2), date(2026, 3, 31)
        cases = [
            (date(2026, 4, 1), "Pays by cheque", []),
            (date(2026, 4, 2), "Pays by cheque", []),
            (date(2026, 4, 3), "Pays by cheque", ["too_late"]),
            (date(2026, 3, 31), "Pays by cheque", ["not_later"]),
            (date(2026, 4, 1), " ", ["no_reason"]),
            (date(2026, 4, 3), None, ["too_late", "no_reason"]),
        ]
        for granted, reason, expected in cases:
            with self.subTest(granted=granted, reason=reason):
                self.assertEqual(rule.exception_problems(granted, reason, seventh, month_end), expected)

    def test_pay_is_held_when_the_seventh_working_day_is_over_at_the_months_end(self):
        """E5: what may still be paid within its working days holds no pay."""
        month_end = date(2026, 3, 31)
        for seventh, expected in ((date(2026, 3, 30), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)):
            with self.subTest(seventh=seventh):
                self.assertEqual(rule.is_to_be_held(seventh, month_end), expected)
