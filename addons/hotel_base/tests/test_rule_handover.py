from odoo.tests import BaseCase

from ..rules.handover import PARTIES, Post, changes_post, missing_parties

SALES, ROOMS, NONE = Post(1, 7), Post(2, 7), Post(False, False)


class TestRuleHandover(BaseCase):
    def test_which_changes_leave_a_post(self):
        """E8: department and job count, now and on a later day; a first assignment leaves nothing."""
        cases = [
            ([SALES], [SALES], False),
            ([SALES], [ROOMS], True),
            ([SALES], [Post(1, 8)], True),
            ([SALES], [Post(False, 7)], True),
            ([Post(1, False)], [SALES], False),
            ([NONE], [ROOMS], False),
            ([SALES], [SALES, ROOMS], True),
            ([SALES, ROOMS], [SALES], False),
            ([SALES, ROOMS], [SALES, ROOMS], False),
            ([SALES, ROOMS], [ROOMS], True),
            ([], [SALES], False),
            (None, [SALES], False),
            ([SALES], None, False),
        ]
        for before, after, expected in cases:
            with self.subTest(before=before, after=after):
                self.assertIs(changes_post(before, after), expected)

    def test_who_is_still_missing(self):
        """E8: five parties confirm, in any order."""
        self.assertEqual(missing_parties({}), list(PARTIES))
        self.assertEqual(missing_parties({"gm": 1, "to": 1}), ["from", "head", "finance"])
        self.assertEqual(missing_parties(dict.fromkeys(PARTIES, True)), [])
