from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_after import AfterCase, picture


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestEventDamage(AfterCase):
    def test_any_employee_notes_damage_at_the_price_of_the_day(self):
        """H23: item, quantity and amount by the tariff; the number and who noted it are the server's."""
        damage = self.damage(self.issued())
        self.assertEqual((damage.price, damage.amount, damage.noted_by_id), (50, 150, self.users["nobody"]))
        self.assertTrue(damage.name.startswith("DN/2026/"))

    def test_the_price_is_nobodys_to_write(self):
        """H23: neither at creation nor later, over RPC, for the lowest role and for sales."""
        order = self.issued()
        for user in ("nobody", "sales", "manager"):
            with self.subTest(user=user):
                with self.assertRaises(AccessError):
                    self.damage(order, user=user, price=1)
                damage = self.damage(order, user=user)
                for values in ({"price": 1}, {"amount": 1}, {"state": "waived"}, {"noted_by_id": self.users["gm"].id}, {"sale_line_id": False}):
                    with self.assertRaises(AccessError):
                        damage.write(values)

    def test_a_note_is_signed_with_photo_name_and_signature(self):
        """H23: the error names everything that is missing."""
        damage = self.damage(self.issued())
        with self.assertRaises(UserError) as caught:
            damage.action_sign()
        for word in ("Photo", "Signature", "Signed by"):
            self.assertIn(word, str(caught.exception))

    def test_once_signed_nothing_changes(self):
        """H23, M2: no field, no file, no deletion, no second signing."""
        damage = self.signed(self.issued())
        locked = self.damage(self.issued(), photo=picture(), signature=picture("blue"), signed_by="Ms Lin")
        with patch.object(type(locked), "lock_for_update", side_effect=LookupError), self.assertRaises(LookupError):
            locked.action_sign()
        with self.assertRaises(AccessError):
            locked.with_user(self.users["cashier"]).action_sign()
        locked.with_user(self.users["sales"]).unlink()
        for values in (
            {"quantity": 1}, {"tariff_id": self.glass.id}, {"photo": picture("green")}, {"signature": False}, {"signed_by": "x"},
            {"note": "x"}, {"event_id": self.issued().event_id.id},
        ):  # fmt: skip
            with self.subTest(values=list(values)), self.assertRaises(UserError):
                damage.write(values)
        with self.assertRaises(UserError):
            damage.with_user(self.users["sales"]).unlink()
        with self.assertRaises(UserError):
            damage.action_sign()
        files = self.env["ir.attachment"].sudo().search([("res_model", "=", damage._name), ("res_id", "=", damage.id), ("res_field", "!=", False)])
        self.assertTrue(files)
        with self.assertRaises(AccessError):
            files.with_user(self.users["nobody"]).write({"raw": b"other"})

    def test_signed_damage_goes_onto_the_events_bill_once(self):
        """H23: a line of the offer at the tariff's price, without tax."""
        order = self.issued()
        damage = self.signed(order)
        self.assertEqual(damage.state, "charged")
        line = damage.sudo().sale_line_id
        self.assertEqual((line.order_id, line.price_total, line.product_uom_qty), (order.sale_order_id, 150, 3))
        with self.assertRaises(UserError):
            damage.with_user(self.users["sales"]).action_charge()
        self.assertEqual(order.sudo().sale_order_id.amount_total, 10150)

    def test_a_later_price_changes_no_note(self):
        """H23, M6: the tariff of April counts from April."""
        order = self.issued()
        damage = self.signed(order)
        noted = self.damage(order)
        with freeze_time("2026-04-02 12:00:00"):
            self.assertEqual(self.damage(order).price, 80)
            self.assertEqual(self.glass.with_user(self.users["manager"]).price, 80)
            self.assertEqual(damage.price, 50)
            noted.tariff_id = self.glass.copy()
            self.assertEqual(noted.price, 50, "the day on which it was noted")
        old, new = self.glass.price_ids.sorted("date_start").with_user(self.users["manager"])
        for work in (lambda: old.write({"price": 10}), old.unlink, lambda: old.write({"tariff_id": noted.tariff_id.id})):
            with self.assertRaises(UserError):
                work()
        new.price = 90
        with freeze_time("2026-04-01 02:00:00"):
            new.price = 85  # today's may still be set right
        for values, error in (({"price": 0}, errors.CheckViolation), ({"date_start": "2026-01-01"}, errors.UniqueViolation)):
            with self.subTest(values=values), mute_logger("odoo.sql_db"), self.assertRaises(error), self.env.cr.savepoint():
                new.write(values)
                new.flush_recordset()
        new.unlink()

    def test_no_price_begins_in_the_past_where_another_was_in_force(self):
        """H23, M6: neither as a new row, nor by an earlier first day of one to come; the first price of an item may."""
        manager = self.users["manager"]
        with self.assertRaisesRegex(UserError, "was in force then"):
            self.glass.with_user(manager).write({"price_ids": [(0, 0, {"date_start": "2026-02-01", "price": 10})]})
        with self.assertRaisesRegex(UserError, "was in force then"):
            self.glass.price_ids.filtered(lambda row: row.date_start == date(2026, 4, 1)).with_user(manager).date_start = "2026-02-01"
        vase = self.glass.with_user(manager).create(
            {"name": "Vase", "company_id": self.company.id, "price_ids": [(0, 0, {"date_start": "2026-01-01", "price": 9})]}
        )
        self.assertEqual(vase.price, 9)

    def test_without_a_confirmed_offer_it_waits_and_is_charged_with_the_final_invoice(self):
        """H23: signed now, charged when there is something to charge it on."""
        order = self.issued()
        sale = order.sudo().sale_order_id
        order.sudo().sale_order_id = False
        damage = self.signed(order)
        self.assertEqual(damage.state, "signed")
        with self.assertRaises(UserError):
            damage.with_user(self.users["sales"]).action_charge()
        order.sudo().sale_order_id = sale
        with self.assertRaises(AccessError):
            damage.with_user(self.users["cashier"]).action_charge()
        order.sudo().state = "settled"
        with self.assertRaises(UserError):
            damage.with_user(self.users["sales"]).action_charge()
        order.sudo().state = "issued"
        damage.with_user(self.users["sales"]).action_charge()
        self.assertEqual(damage.state, "charged")
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.UniqueViolation), self.env.cr.savepoint():
            self.damage(order).sudo().name = damage.name
            self.env.flush_all()

    def test_damage_is_waived_by_a_head_with_a_reason(self):
        """H23: not by whoever noted it, not without a reason, not when it is on the bill."""
        order = self.issued()
        damage = self.damage(order)
        for user in ("nobody", "sales", "finance"):
            with self.subTest(user=user), self.assertRaises(AccessError):
                damage.with_user(self.users[user]).action_waive()
            with self.subTest(user=user), self.assertRaises(AccessError):
                damage.with_user(self.users[user]).write({"waive_reason": "x"})
        head = damage.with_user(self.users["department_head"])
        with self.assertRaises(UserError):
            head.action_waive()
        head.waive_reason = "It had a crack before"
        head.action_waive()
        self.assertEqual((damage.state, damage.waived_by_id), ("waived", self.users["department_head"]))
        with self.assertRaises(UserError):
            head.waive_reason = "Another one"
        charged = self.damage(order, photo=picture(), signature=picture("blue"), signed_by="Ms Lin", user="department_head")
        charged.waive_reason = "A friend of the house"
        charged.action_sign()
        self.assertEqual(charged.state, "charged")
        with self.assertRaises(UserError):
            charged.action_waive()

    def test_damage_belongs_to_an_event_that_was_issued_and_is_not_over_with(self):
        """H23: a draft or cancelled order takes none; nor does an event without an order; nor a quantity of 0."""
        draft = self.order()
        cancelled = self.issued()
        cancelled._go("cancelled")
        bare = self.env["event.event"].create(
            {"name": "Bare", "company_id": self.company.id, "date_begin": "2026-03-20 10:00:00", "date_end": "2026-03-20 12:00:00"}
        )
        for event in (draft.event_id, cancelled.event_id, bare):
            with self.subTest(event=event.name), self.assertRaises(UserError):
                self.env["hotel.event.damage"].with_user(self.users["nobody"]).create({"event_id": event.id, "tariff_id": self.glass.id})
        order = self.issued()
        note = self.damage(order)
        for event in (draft.event_id, cancelled.event_id, bare):
            with self.subTest(moved_to=event.name), self.assertRaises(UserError):
                note.event_id = event
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.CheckViolation), self.env.cr.savepoint():
            self.damage(order, quantity=0)

    def test_another_employees_note_is_read_and_not_changed(self):
        """H23: the lowest role works on the own notes alone."""
        damage = self.damage(self.issued(), user="cashier")
        self.assertTrue(damage.with_user(self.users["nobody"]).quantity)
        with self.assertRaises(AccessError):
            damage.with_user(self.users["nobody"]).write({"quantity": 1})

    def test_the_note_is_printed_in_both_languages(self):
        """H23, M3: title, item, amount and who signed."""
        self.env["res.lang"]._activate_lang("zh_CN")
        damage = self.signed(self.issued())
        for lang, title in (("en_US", "Damage note"), ("zh_CN", "物品损坏赔偿单")):
            html, _kind = self.env["ir.actions.report"].with_context(lang=lang)._render_qweb_html("hotel_events.report_event_damage", damage.ids)
            for text in (title, "Wine glass", "150.00", "Ms Lin", damage.name):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())

    def test_the_tariff_is_the_managers(self):
        """H23: everybody reads it, nobody else writes it."""
        for user in ("nobody", "sales", "gm", "finance"):
            with self.subTest(user=user), self.assertRaises(AccessError):
                self.glass.with_user(self.users[user]).write({"name": "x"})
        self.glass.with_user(self.users["manager"]).write({"name": "Glass", "price_ids": [(0, 0, {"date_start": "2026-06-01", "price": 90})]})
        with self.assertRaises(UserError):
            self.glass.with_user(self.users["manager"]).unlink()
        self.glass.create({"name": "Vase", "company_id": self.company.id, "price_ids": [(0, 0, {"date_start": "2026-06-01", "price": 9})]}).unlink()
