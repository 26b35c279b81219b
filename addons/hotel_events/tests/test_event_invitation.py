from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .gifts_case import NOW, GiftsCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventInvitation(GiftsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trade, cls.other_trade = cls.env["res.partner.industry"].create([{"name": "Law firms"}, {"name": "Shipping"}])
        cls.customers = cls.env["res.partner"].create(
            [
                {"name": "Big", "is_company": True, "customer_rank": 1, "industry_id": cls.trade.id, "phone": "62501234",
                 "child_ids": [(0, 0, {"name": "Accounts", "type": "invoice"}), (0, 0, {"name": "Daughter", "is_company": True}),
                               (0, 0, {"name": "Ms Li", "phone": "13800138000", "email": "li@example.com", "customer_rank": 1})]},
                {"name": "Middle", "is_company": True, "customer_rank": 1, "industry_id": cls.other_trade.id, "phone": "62505678",
                 "email": "middle@example.com", "child_ids": [(0, 0, {"name": "Mr Wu"})]},
                {"name": "Small", "is_company": False, "customer_rank": 1, "email": "small@example.com"},
                {"name": "Supplier", "is_company": True},
                {"name": "Theirs", "customer_rank": 1, "company_id": cls.sister.id},
            ]
        )  # fmt: skip
        cls.big, cls.middle, cls.small, cls.supplier, cls.theirs = cls.customers
        for partner, amount, day in (
            (cls.big, 600000, "2025-12-01"),
            (cls.big, 900000, "2020-01-01"),
            (cls.middle, 60000, "2025-09-01"),
            (cls.middle, -5000, "2025-10-01"),
        ):
            cls._invoice(partner, amount, day)
        cls.List = cls.env["hotel.event.invitation"].with_user(cls.sales).sudo(False)

    @classmethod
    def _invoice(cls, partner, amount, day, company=None):
        """A posted invoice's row, without the accounting that is another part's to show."""
        company = company or cls.company
        journal = cls.env["account.journal"].sudo().create(
            {"name": "Sales", "code": f"S{cls.env['account.journal'].search_count([])}", "type": "sale", "company_id": company.id}
        )
        move = cls.env["account.move"].with_company(company).create(
            {"move_type": "out_invoice" if amount > 0 else "out_refund", "partner_id": partner.id, "journal_id": journal.id}
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE account_move SET state = 'posted', invoice_date = %s, amount_total_signed = %s WHERE id = %s",
                day,
                amount,
                move.id,
            )
        )
        cls.env.invalidate_all()

    def drawn(self, lang="en_US", **values):
        invitation = self.List.with_context(lang=lang).create(
            {"event_id": self.event.id, "company_id": self.company.id, "name": "Test",
             "period_from": "2025-03-01", "period_to": "2026-03-01", **values}
        )  # fmt: skip
        invitation.action_draw()
        return invitation

    def names(self, invitation):
        return [name for name in invitation.line_ids.mapped("partner_id.name") if name in ("Big", "Middle", "Small", "Supplier", "Theirs")]

    def test_customers_come_with_the_revenue_of_the_period(self):
        """H17: credit notes taken off, another year left out, the highest first; no suppliers, no other hotel's customers."""
        invitation = self.drawn(industry_ids=[(6, 0, (self.trade | self.other_trade).ids)])
        self.assertEqual(self.names(invitation), ["Big", "Middle"])
        self.assertEqual(invitation.line_ids.mapped("revenue"), [600000, 55000])
        self.assertEqual(invitation.line_ids.mapped("last_day"), [date(2025, 12, 1), date(2025, 10, 1)])
        self.assertEqual(invitation.line_ids.mapped("band_id.lowest"), [500000, 50000])
        self.assertEqual(self.names(self.drawn()), ["Big", "Middle", "Small"])
        # Who works for both hotels draws those of the one whose list it is; no person of a firm, nor the hotel itself, is a customer of its own.
        self.company.partner_id.customer_rank = 1
        self.sales.company_ids += self.sister
        both = self.List.with_context(allowed_company_ids=(self.company + self.sister).ids).create(
            {"event_id": self.event.id, "company_id": self.company.id, "period_from": "2025-03-01", "period_to": "2026-03-01"}
        )
        both.action_draw()
        names = both.line_ids.mapped("partner_id.name")
        self.assertIn("Big", names)
        self.assertFalse({"Theirs", "Ms Li", self.company.name} & set(names))

    def test_bands_trade_last_visit_and_number_narrow_the_list(self):
        """H17: each criterion by itself."""
        band = self.env.ref("hotel_events.revenue_band_50000")
        for values, expected in (
            ({"band_ids": [(6, 0, band.ids)]}, ["Middle"]),
            ({"industry_ids": [(6, 0, self.trade.ids)]}, ["Big"]),
            ({"last_from": "2025-11-01"}, ["Big"]),
            ({"last_to": "2025-11-01"}, ["Middle"]),
            ({"last_from": "2025-10-01", "last_to": "2025-10-01"}, ["Middle"]),
            ({"most": 1}, ["Big"]),
        ):
            with self.subTest(values=values):
                self.assertEqual(self.names(self.drawn(**values)), expected)
        with self.refused("No customer fits"):
            self.drawn(last_from="2026-02-28")
        self.assertGreaterEqual(self.drawn(most=1).found_count, 3)

    def test_the_class_comes_in_by_a_hook(self):
        """H17, I1: the domain of classes narrows the list."""
        self.patch(type(self.List), "_get_class_domain", lambda each: Domain("name", "=", "Small"))
        self.assertEqual(self.names(self.drawn()), ["Small"])

    def test_the_share_of_each_band_is_shown_before_anybody_is_invited(self):
        """H17: by band, trade and last visit; each adds up to 100 %."""
        invitation = self.drawn()
        shares = {}
        for share in invitation.share_ids:
            shares.setdefault(share.dimension, []).append((share.name, share.count, share.percent))
        self.assertGreaterEqual(set(shares), {"band", "trade", "last"})
        for dimension, rows in shares.items():
            with self.subTest(dimension=dimension):
                self.assertAlmostEqual(sum(percent for _name, _count, percent in rows), 100)
                self.assertEqual(sum(count for _name, count, _percent in rows), invitation.line_count)
        self.assertEqual(shares["band"][0][:2], ("500,000 and more", 1))
        self.assertFalse(invitation.event_id.registration_ids)

    def test_each_reader_sees_the_shares_in_the_own_language(self):
        """H17, M4: on the screen and in the spreadsheet, whoever drew the list, and in whatever language."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.trade.with_context(lang="zh_CN").name = "行业"
        self.env["hotel.event.revenue.band"].search([]).sudo().with_context(lang="zh_CN").write({"name": "区间"})
        label = self.env["ir.model.fields.selection"].sudo().search(
            [("field_id.model", "=", "hotel.event.invitation.share"), ("field_id.name", "=", "last_here"), ("value", "=", "year")]
        )
        label.with_context(lang="zh_CN").name = "一年内"
        for drawer in ("en_US", "zh_CN"):
            shares = self.drawn(lang=drawer).share_ids
            for lang, band, trade, time in (
                ("en_US", "500,000 and more", self.trade.with_context(lang="en_US").name, "In the last year"),
                ("zh_CN", "区间", "行业", "一年内"),
            ):
                with self.subTest(drawer=drawer, reader=lang):
                    seen = shares.with_context(lang=lang)
                    names = {each.dimension: seen.filtered(lambda share, each=each: share.dimension == each.dimension).mapped("name") for each in seen}
                    self.assertEqual(names["band"][0], band)
                    self.assertIn(trade, names["trade"])
                    self.assertIn(time, names["last"])
                    report = self.env["report.hotel_events.event_invitation_xlsx"].with_context(lang=lang)
                    written = [column[3] for column in report._get_share_columns()][2]
                    self.assertEqual({written(share) for share in seen}, set(seen.mapped("name")))

    def test_chosen_customers_become_guests_who_have_not_answered(self):
        """H17: a firm by its contact person; who was left out stays out; a list invites once."""
        invitation = self.drawn()
        lines = {line.partner_id: line for line in invitation.line_ids}
        (invitation.line_ids - lines[self.big] - lines[self.small]).action_leave_out()
        auditor = self.users["auditor"]
        for work in (invitation.action_invite, invitation.action_redraw, invitation.action_draw):
            with self.subTest(work=work.__name__), self.assertRaises(AccessError):
                getattr(invitation.with_user(auditor), work.__name__)()
        with patch.object(type(invitation), "lock_for_update", side_effect=LookupError), self.assertRaises(LookupError):
            invitation.action_invite()
        with freeze_time(self.event.date_end + timedelta(seconds=1)), self.refused("is over"):
            invitation.action_invite()
        invitation.line_ids.action_leave_out()
        with self.refused("Nobody is chosen"):
            invitation.action_invite()
        (lines[self.big] | lines[self.small]).action_take_in()
        with freeze_time(self.event.date_end):
            invitation.action_invite()
        guests = self.event.registration_ids.sorted("name")
        self.assertEqual(guests.mapped("name"), ["Ms Li", "Small"])
        self.assertEqual(set(guests.mapped("state")), {"draft"})
        self.assertEqual((guests[0].company_name, guests[0].email, guests[0].partner_id.parent_id), ("Big", "li@example.com", self.big))
        self.assertEqual(lines[self.big].registration_id, guests[0])
        self.assertEqual((guests[0].hotel_phone_key, guests[1].company_name), ("+8613800138000", False))
        with self.refused("draw the list first"):
            invitation.action_invite()
        with self.refused("invited already"):
            lines[self.middle].action_take_in()
        for change in (invitation.action_draw, invitation.action_redraw, invitation.unlink, lambda: invitation.write({"most": 5})):
            with self.assertRaises(UserError):
                change()

    def test_who_is_invited_stands_on_the_list_of_calls(self):
        """H17, H22: calls, letters and the reminder are on the countdown, with a link to the list."""
        invitation = self.drawn()
        invitation.action_invite()
        wu = self.event.registration_ids.filtered(lambda guest: guest.name == "Mr Wu")
        self.assertEqual((wu.phone, wu.email), (self.middle.phone, "middle@example.com"), "the firm's, where the person has none")
        tasks = self.event.hotel_task_ids.grouped("kind")
        self.assertEqual(set(tasks) & {"call", "letter", "reminder"}, {"call", "letter", "reminder"})
        self.assertEqual(sorted(tasks["call"].call_ids.mapped("name")), sorted(invitation.line_ids.filtered("chosen").registration_id.mapped("name")))
        self.assertEqual(tasks["letter"].action_open_list()["res_id"], invitation.id)

    def test_who_is_invited_already_is_not_drawn_again(self):
        """H17: through a contact person too; who cancelled is."""
        contact = self.big.child_ids.filtered("phone")
        guest = self.guests(1, "open", partner_id=contact.id)
        self.assertEqual(self.names(self.drawn()), ["Middle", "Small"])
        guest.action_cancel()
        self.assertEqual(self.names(self.drawn()), ["Big", "Middle", "Small"])

    def test_who_came_is_seen_on_the_customer(self):
        """H17: events invited to and attended, of the firm and of its people."""
        invitation = self.drawn(industry_ids=[(6, 0, self.trade.ids)])
        invitation.action_invite()
        contact = self.big.child_ids.filtered("phone")
        self.assertEqual((self.big.hotel_event_came_count, self.big.hotel_event_invited_count), (0, 1))
        self.event.registration_ids.action_set_done()
        self.env.invalidate_all()
        for partner in (self.big, contact):
            with self.subTest(partner=partner.name):
                self.assertEqual((partner.hotel_event_came_count, partner.hotel_event_invited_count), (1, 1))
        self.assertEqual(self.middle.hotel_event_invited_count, 0)
        self.assertEqual((invitation.came_count, invitation.registration_count), (1, 1))
        action = self.big.with_user(self.sales).sudo(False).action_hotel_event_guests()
        self.assertEqual(self.env["event.registration"].search(action["domain"]), self.event.registration_ids)

    def test_other_criteria_drop_the_drawn_customers(self):
        """H17: a drawn list keeps its criteria until it is set back."""
        invitation = self.drawn()
        with self.refused("keeps the criteria"):
            invitation.most = 5
        invitation.action_redraw()
        self.assertEqual((invitation.state, len(invitation.line_ids), len(invitation.share_ids)), ("draft", 0, 0))
        invitation.most = 1
        invitation.action_draw()
        self.assertEqual(len(invitation.line_ids), 1)

    def test_the_server_alone_writes_customers_and_shares(self):
        """H17: over RPC, for those who prepare events; a user draws no customers that they may not see."""
        invitation = self.drawn()
        line = invitation.line_ids[0]
        for change in (
            lambda: line.write({"revenue": 1}),
            lambda: line.write({"partner_id": self.supplier.id}),
            lambda: line.unlink(),
            lambda: invitation.write({"state": "invited"}),
            lambda: invitation.write({"line_ids": [(2, line.id)]}),
            lambda: line.create({"list_id": invitation.id, "partner_id": self.supplier.id, "company_id": self.company.id}),
            lambda: invitation.share_ids[0].write({"percent": 1}),
        ):
            with self.assertRaises(AccessError):
                change()
        self.env["ir.rule"].create(
            {
                "name": "Hidden",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": [("name", "!=", "Big")],
                "groups": [(6, 0, self.env.ref("hotel_base.group_sales").ids)],
            }
        )
        self.assertNotIn("Big", self.names(self.drawn()))

    def test_impossible_criteria_are_refused(self):
        """H17: days in order, 1 to 10,000 customers."""
        for values in (
            {"period_from": "2026-03-02"},
            {"most": 0},
            {"most": 10001},
            {"last_from": "2026-01-02", "last_to": "2026-01-01"},
        ):
            with self.subTest(values=values), self.assertRaises(errors.CheckViolation), mute_logger("odoo.sql_db"):
                self.drawn(**values)

    def test_the_list_is_a_spreadsheet(self):
        """H17: customers and shares."""
        data, kind = self.env["ir.actions.report"]._render("hotel_events.event_invitation_xlsx", self.drawn().ids)
        self.assertEqual((kind, data[:2]), ("xlsx", b"PK"))
