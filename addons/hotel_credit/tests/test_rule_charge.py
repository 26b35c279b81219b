from datetime import date
from decimal import Decimal
from unittest import TestCase

from ..rules import charge_reasons as reasons
from ..rules import charge_values as values

DAY = date(2026, 3, 18)


def agreement(**over):
    facts = dict.fromkeys(reasons.AgreementFacts.__dataclass_fields__)
    facts |= {"id": 1, "state": "active", "date_start": date(2026, 1, 1), "date_end": date(2026, 12, 31)}
    return reasons.AgreementFacts(**{**facts, **over})


class TestRuleCharge(TestCase):
    def test_numbers(self):
        """D1: numbers and decimal texts are amounts, everything else is not."""
        for value, number in (
            (1, "1"),
            (10.1, "10.1"),
            ("120.50", "120.50"),
            ("-3", "-3"),
            (Decimal("2.5"), "2.5"),
            ("0", "0"),
        ):
            with self.subTest(value):
                self.assertEqual(values.parse_number(value), Decimal(number))
        for value in ("", " 1", "1,5", "1e3", "NaN", "١٢", "0x10", True, None, [], float("nan"), float("-inf"), 10**40, "9" * 31):
            with self.subTest(value), self.assertRaises(values._Malformed):
                values.parse_number(value)

    def test_decimals(self):
        """D1: at most the currency's decimals; zeros at the end are none."""
        for amount, decimals in (("10", 0), ("10.00", 0), ("10.50", 1), ("10.05", 2), (10.001, 3), ("100", 0)):
            request, faults = values.parse({"outlet": "O", "customer": "C", "amounts": {"food": amount}})
            with self.subTest(amount):
                self.assertEqual((request.decimals, faults), (decimals, []))

    def test_all_faults_are_named_at_once(self):
        """D1: every malformed field is told, not the first."""
        _request, faults = values.parse({"amounts": {"food": "x", "spa": 1}, "signature_matches": 1, "x": 2})
        self.assertEqual(
            {(fault.field, fault.code) for fault in faults},
            {
                ("x", "unknown_key"),
                ("amounts.food", "not_a_number"),
                ("amounts.spa", "unknown_kind"),
                ("signature_matches", "not_flag"),
                ("outlet", "missing"),
                ("customer", "missing"),
            },
        )
        self.assertEqual(values.parse("text")[1][0].code, "not_mapping")

    def test_what_is_wrong_with_an_agreement(self):
        """C5, C6: states and dates on a day."""
        for over, expected in (
            ({}, []),
            ({"state": "to_sign"}, ["agreement_not_active"]),
            ({"state": "suspended"}, ["agreement_suspended"]),
            ({"state": "suspended", "date_end": date(2026, 3, 1)}, ["agreement_outside_dates", "agreement_suspended"]),
            ({"state": "expired"}, []),
            ({"state": "expired", "date_end": date(2026, 3, 17)}, ["agreement_not_active", "agreement_outside_dates"]),
            ({"state": "terminated", "terminated_on": date(2026, 3, 19)}, []),
            ({"state": "terminated", "terminated_on": DAY}, ["agreement_not_active"]),
            ({"state": "terminated"}, ["agreement_not_active"]),
            ({"date_start": DAY, "date_end": DAY}, []),
            ({"date_start": date(2026, 3, 19)}, ["agreement_outside_dates"]),
        ):
            with self.subTest(over):
                self.assertEqual(reasons.agreement_reasons(agreement(**over), DAY), expected)

    def test_the_running_agreement_is_picked(self):
        """C5: of a firm's agreements the one that counts on the day, else the one that says best why none does."""
        old = agreement(id=1, state="expired", date_end=date(2026, 3, 17))
        running = agreement(id=2, date_start=DAY)
        unsigned = agreement(id=3, state="to_sign", date_start=DAY)
        self.assertEqual(reasons.pick_agreement([old, unsigned, running], DAY), running)
        self.assertEqual(reasons.pick_agreement([unsigned, old], date(2026, 3, 17)), old)
        self.assertEqual(reasons.pick_agreement([old, unsigned], DAY), unsigned)
        self.assertIsNone(reasons.pick_agreement([], DAY))

    def test_exactly_the_limit_fits(self):
        """D3: exactly the limit is not above it; without a limit everything fits."""
        limit, used = Decimal(100), Decimal(60)
        self.assertTrue(reasons.fits(False, limit, used, Decimal(40)))
        self.assertFalse(reasons.fits(False, limit, used, Decimal("40.01")))
        self.assertTrue(reasons.fits(True, Decimal(0), used, Decimal(10**9)))
