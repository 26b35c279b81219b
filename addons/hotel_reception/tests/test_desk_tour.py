"""The desk in a real browser: reception, salesperson, sales head, general manager."""

import os
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .desk_case import DeskCase


@tagged("post_install", "-at_install")
class TestDeskTour(HttpCase, DeskCase):
    def setUp(self):
        super().setUp()
        # The browser's clock cannot be frozen: these run on the day on which they run.
        self._frozen.stop()
        self._frozen = _Running()

    def test_the_reception_enters_by_keyboard(self):
        """L1, L2, L3, L6: new caller, known visitor, skip, waiting, result, proof: no mouse needed until the board."""
        self.customer("cai", plate="苏A·88990")
        self.sign_in("ann", "bob", "cai")
        self.start_tour("/odoo/desk", "hotel_desk_entry", login=self.reception.login)
        self.env.invalidate_all()
        entries = self.env["hotel.desk.entry"].search([("desk_id", "=", self.desk.id)], order="number")
        self.assertRecordValues(
            entries,
            [
                {"kind": "call", "customer_name": "吴小姐", "firm": "Blue Lake Travel", "why": "next", "result": "offer", "is_new": True},
                {"kind": "walk_in", "customer_name": "Mr. Gu", "firm": False, "why": "owner", "result": False, "is_new": False},
                {"kind": "walk_in", "customer_name": "Tang", "firm": False, "why": "next", "result": False, "is_new": True},
            ],
        )
        self.assertEqual(entries.user_id, self.people["ann"] | self.people["cai"])

    def test_an_entry_is_typed_key_by_key(self):
        """L3: a known and a new customer, by keys alone.

        How long each took stands in the log. With HOTEL_KEY_MS=250 the tour waits so long before each key as a person does
        (docs/operations.md); without it nothing depends on time.
        """
        self.customer("cai")
        self.sign_in("ann", "cai")
        cookies = {"hotel_key_ms": os.environ.get("HOTEL_KEY_MS", "0")}
        self.start_tour("/odoo/desk", "hotel_desk_typed", login=self.reception.login, cookies=cookies, timeout=180)
        self.env.invalidate_all()
        entries = self.env["hotel.desk.entry"].search([("desk_id", "=", self.desk.id)], order="number")
        self.assertEqual([(entry.phone, entry.why, entry.customer_name) for entry in entries], [
            ("138 0000 1111", "owner", "Mr. Gu"), ("13912345678", "next", "wumin"),
        ])  # fmt: skip

    def test_a_salesperson_signs_in(self):
        """L1, L6: signs in, is busy with a reason, comes back to the same place, sees the board, signs out."""
        self.start_tour("/odoo/desk", "hotel_desk_sign_in", login=self.people["ann"].login)
        self.env.invalidate_all()
        skips = self.env["hotel.desk.skip"].search([("desk_id", "=", self.desk.id)], order="id")
        self.assertEqual(skips.mapped("kind"), ["busy", "back", "out"])

    def test_the_sales_head_decides_a_dispute(self):
        """L4: from the list to the decision, with register and proof at hand."""
        self.sign_in("ann", "bob")
        entry = self.enter(name="Ms. Yu", phone="13900000001")
        self.as_user(entry, "bob").dispute("She wrote to me in January.")
        self.start_tour("/odoo/desk-disputes", "hotel_desk_dispute", login=self.users["sales_head"].login)
        self.env.invalidate_all()
        self.assertEqual(entry.customer_id.user_id, self.people["bob"])

    def test_the_manager_reads_the_weekly_report(self):
        """L5: report, by person and by source, then the daily counts."""
        self.sign_in("ann")
        self.enter(name="Ms. Yu", phone="13900000001", source_id=self.source.id)
        today = self.desk._business_date()
        self.env["hotel.desk.week"]._make(self.desk, today - timedelta(days=today.weekday()))
        self.start_tour("/odoo/desk-weeks", "hotel_desk_week", login=self.users["gm"].login)


class _Running:
    """In place of a frozen clock: one that runs."""

    def start(self):
        """Do nothing."""

    def stop(self):
        """Do nothing."""
