"""A2, A3: the table of which papers are missing or no good."""

from datetime import date

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules.documents import Needed, Paper, document_problems

LICENCE, CODE, TAX, MODERN, IDENTITY = range(1, 6)
TODAY = date(2026, 3, 18)
OLD_FORM = [Needed(kind, frozenset({MODERN})) for kind in (LICENCE, CODE, TAX)] + [Needed(IDENTITY)]


class TestRuleDocuments(BaseCase):
    def test_each_missing_paper_is_named(self):
        """A3: every paper that is not there is named, not only the first."""
        problems = document_problems(OLD_FORM, [Paper(LICENCE)], TODAY)
        self.assertEqual(problems, [(CODE, "missing"), (TAX, "missing"), (IDENTITY, "missing")])

    def test_the_modern_licence_replaces_the_first_three(self):
        """A2: one licence with a unified social credit code does instead of licence, organisation code and tax paper."""
        self.assertEqual(document_problems(OLD_FORM, [Paper(MODERN), Paper(IDENTITY)], TODAY), [])

    def test_a_bad_modern_licence_is_named_once(self):
        """A2, A3: unsealed or with a wrong code, the modern licence is the one paper to put right."""
        papers = [Paper(MODERN, sealed=False, code_ok=False), Paper(IDENTITY)]
        self.assertEqual(
            document_problems(OLD_FORM, papers, TODAY), [(MODERN, "unsealed"), (MODERN, "code_wrong")]
        )

    def test_the_last_day_of_validity_is_good(self):
        """A3: a paper is expired from the day after its last day."""
        for expires, problems in (
            (TODAY, []),
            (date(2026, 3, 17), [(IDENTITY, "expired")]),
            (None, []),
        ):
            found = document_problems([Needed(IDENTITY)], [Paper(IDENTITY, expires_on=expires)], TODAY)
            self.assertEqual(found, problems, expires)

    def test_a_good_copy_beside_a_bad_one_is_enough(self):
        """A3: an expired copy does no harm once the new one is there."""
        papers = [Paper(IDENTITY, expires_on=date(2020, 1, 1)), Paper(IDENTITY)]
        self.assertEqual(document_problems([Needed(IDENTITY)], papers, TODAY), [])

    def test_a_special_organisation_needs_no_seal(self):
        """A1, A3: without a seal a paper is good when no seal is needed; without a file it never is."""
        needed, papers = [Needed(LICENCE)], [Paper(LICENCE, sealed=False)]
        self.assertEqual(document_problems(needed, papers, TODAY, seal_needed=False), [])
        papers = [Paper(LICENCE, sealed=False, has_file=False)]
        self.assertEqual(document_problems(needed, papers, TODAY, seal_needed=False), [(LICENCE, "no_file")])
