from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .agreement_case import AgreementCase
from .common import NOON, picture


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestSignerNotice(AgreementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOON):
            cls.agreement = cls._make_agreement()
            cls.signer = cls.agreement.signer_ids

    def test_a_new_signer_counts_from_the_day_of_receipt(self):
        """C3, C4: received on the 17th, valid on the 17th; the outlets are told."""
        notice = self._notice(
            self.agreement, [{"action": "add", "name": "Liu Yang", "specimen": picture()}], received_on=date(2026, 3, 17)
        )
        notice.action_apply()
        signer = self.agreement.signer_ids - self.signer
        self.assertEqual((signer.name, signer.valid_from, signer.added_by_notice_id), ("Liu Yang", date(2026, 3, 17), notice))
        self.assertTrue(signer._is_valid_on(date(2026, 3, 17)))
        self.assertFalse(signer._is_valid_on(date(2026, 3, 16)))
        self.assertEqual(self.agreement.revision, 1)

    def test_a_later_day_that_the_notice_names_counts(self):
        """C4: for who is added; who is ended is refused from the day of receipt all the same."""
        notice = self._notice(
            self.agreement,
            [
                {"action": "add", "name": "Liu Yang", "specimen": picture()},
                {"action": "end", "signer_id": self.signer.id},
            ],
            effective_on=date(2026, 4, 1),
        )
        notice.action_apply()
        self.assertEqual((self.agreement.signer_ids - self.signer).valid_from, date(2026, 4, 1))
        self.assertEqual(self.signer.ended_on, date(2026, 3, 18))
        self.assertFalse(self.signer.valid)
        self.assertTrue(self.signer._is_valid_on(date(2026, 3, 17)))
        self.assertEqual(self.signer.ended_by_notice_id, notice)

    def test_a_notice_names_all_that_is_missing(self):
        """C4: scan, specimen, name and signer in one message."""
        notice = self._notice(
            self.agreement, [{"action": "add", "name": "Liu Yang"}, {"action": "add"}, {"action": "end"}], scan=False
        )
        with self.assertRaises(UserError) as raised:
            notice.action_apply()
        for words in ("scan", "Liu Yang: the specimen", "no name", "choose the signer"):
            self.assertIn(words, str(raised.exception))
        self.assertEqual(self.agreement.signer_ids, self.signer)

    def test_a_notice_ends_signers_of_its_own_agreement_only(self):
        """C4: nor is one applied that is received tomorrow; both reasons are named."""
        other = self._make_agreement(
            partner_id=self.env["res.partner"].create({"name": "Green Hill Ltd.", "is_company": True}).id, signer=False
        )
        stranger = self._make_signer(other, name="Wang Fang", code="S9")
        notice = self._notice(
            self.agreement, [{"action": "end", "signer_id": stranger.id}], received_on=date(2026, 3, 19)
        )
        with self.assertRaises(UserError) as raised:
            notice.action_apply()
        for words in ("Wang Fang signs under another agreement", "still to come"):
            self.assertIn(words, str(raised.exception))
        self.assertFalse(stranger.ended_on)

    def test_signers_of_a_running_agreement_change_by_notice_only(self):
        """C4: no role adds, edits or deletes one, by any command."""
        for user in (self.sales, self.sales_head, self.finance, self.finance_head, self.gm, self.auditor, self.cashier):
            signer = self.signer.with_user(user)
            agreement = self.agreement.with_user(user)
            roads = (
                lambda signer=signer: signer.write({"name": "X"}),
                lambda signer=signer: signer.write({"specimen": picture("forged")}),
                lambda signer=signer: signer.write({"valid_from": "2020-01-01"}),
                lambda signer=signer: signer.unlink(),
                lambda signer=signer: signer.create({"agreement_id": self.agreement.id, "name": "X"}),
                lambda agreement=agreement: agreement.write({"signer_ids": [(0, 0, {"name": "X"})]}),
                lambda agreement=agreement: agreement.write({"signer_ids": [(2, self.signer.id)]}),
                lambda agreement=agreement: agreement.write({"signer_ids": [(1, self.signer.id, {"ended_on": False})]}),
            )
            for number, road in enumerate(roads):
                with self.subTest(user=user.login, road=number), self.assertRaises(UserError), self.env.cr.savepoint():
                    road()
        draft = self._to_sign(date_start=date(2027, 1, 1), date_end=date(2027, 12, 31))
        own = draft.with_user(self.sales)
        own.write({"signer_ids": [(0, 0, {"name": "Draft", "specimen": picture()})]})
        with self.assertRaises(AccessError):
            own.signer_ids.write({"agreement_id": self.agreement.id})

    def test_a_cashier_applies_no_notice(self):
        """C4: sales hands in, finance or the sales head applies."""
        notice = self._notice(self.agreement, [{"action": "end", "signer_id": self.signer.id}], user=self.sales)
        for user in (self.sales, self.cashier, self.auditor, self.gm):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                notice.with_user(user).action_apply()
        notice.with_user(self.sales_head).action_apply()
        self.assertEqual(notice.applied_by_id, self.sales_head)

    def test_an_applied_notice_stays_as_it_is(self):
        """C4, M2: neither it nor its lines are changed or deleted, and it is not applied twice."""
        notice = self._notice(self.agreement, [{"action": "end", "signer_id": self.signer.id}])
        notice.action_apply()
        for road in (
            lambda: notice.write({"received_on": "2026-03-01"}),
            lambda: notice.write({"line_ids": [(0, 0, {"action": "add", "name": "X"})]}),
            lambda: notice.line_ids.write({"name": "X"}),
            lambda: notice.line_ids.unlink(),
            lambda: notice.unlink(),
            lambda: notice.action_apply(),
            lambda: notice.action_cancel(),
            lambda: notice.write({"state": "draft"}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                road()

    def test_a_specimen_is_a_picture(self):
        """C4: a text is refused, with the remedy."""
        with self.assertRaisesRegex(ValidationError, "Specimen"):
            self._notice(self.agreement, [{"action": "add", "name": "Liu Yang", "specimen": b"aGVsbG8="}])

    def test_card_codes_are_unique_in_a_company(self):
        """C4: each signer gets a card code of their own."""
        signers = [self._make_signer(self.agreement, name=f"Signer {number}", code=False) for number in range(5)]
        self.assertEqual(len({signer.code for signer in signers}), 5)
