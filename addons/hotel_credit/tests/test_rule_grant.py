"""B4: the table of what raises a grant."""

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules.grant import raises


class TestRuleGrant(BaseCase):
    def test_what_counts_as_raising(self):
        """B4: more than the GM granted is raising; the same or less is not; no limit is above every limit."""
        for mode, limit, ceiling_mode, ceiling, raised in (
            ("limited", 60000, "limited", 60000, False),
            ("limited", 60000.01, "limited", 60000, True),
            ("limited", 50000, "limited", 60000, False),
            ("unlimited", 0, "limited", 60000, True),
            ("unlimited", 0, "unlimited", 0, False),
            ("limited", 10**9, "unlimited", 0, False),
        ):
            self.assertEqual(raises(mode, limit, ceiling_mode, ceiling), raised, (mode, limit, ceiling_mode, ceiling))
