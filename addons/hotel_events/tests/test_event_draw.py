import hashlib
import json

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from ..rules import lucky_draw
from .gifts_case import NOW, GiftsCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventDraw(GiftsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Draw = cls.env["hotel.event.draw"].with_user(cls.sales).sudo(False)
        cls.present = cls.guests(8)
        cls.guests(3, "open")

    def draw(self, **values):
        return self.Draw.create(
            {
                "event_id": self.event.id,
                "prize_ids": [
                    (0, 0, {"name": "Third prize", "quantity": 2, "sequence": 1}),
                    (0, 0, {"name": "First prize", "quantity": 1, "sequence": 2}),
                ],
                **values,
            }
        )

    def opened(self, word=None):
        draw = self.draw()
        draw.action_announce()
        draw.action_open(word)
        return draw

    def finished(self, word=None):
        draw = self.opened(word)
        for _prize in range(3):
            draw.action_draw_next()
        draw.action_close()
        return draw

    def test_the_fingerprint_is_shown_before_and_the_seed_after(self):
        """H12: nobody reads the seed before the draw has ended; it fits the fingerprint."""
        draw = self.draw()
        draw.action_announce()
        shown = draw.seed_hash
        self.assertRegex(shown, "^[0-9a-f]{64}$")
        self.assertFalse(draw.seed_shown)
        for read in (lambda: draw.read(["seed"]), lambda: draw.seed, lambda: draw.search([("seed", "=like", "0%")])):
            with self.assertRaises(AccessError):
                read()
        with self.assertRaises(AccessError):
            draw.with_user(self.users["manager"]).read(["seed"])
        self.assertEqual(draw.get_screen()["seed"], "")
        draw.action_open()
        draw.action_draw_next()
        with self.refused("has not ended yet"):
            draw._get_record()
        draw.action_cancel("Power cut")
        self.assertEqual(hashlib.sha256(bytes.fromhex(draw.seed_shown)).hexdigest(), shown)

    def test_only_those_who_checked_in_are_on_the_frozen_list(self):
        """H12: who comes later is not on it, and whose name is changed keeps the one of that moment."""
        draw = self.opened()
        self.assertEqual(draw.guest_ids.registration_id, self.present)
        late = self.guests(1, name="Late")
        self.present[0].name = "Somebody else"
        self.assertNotIn(late, draw.guest_ids.registration_id)
        self.assertEqual(draw.guest_ids[0].name, "Guest 0")
        self.assertEqual(draw.guest_ids[0].phone, "138****0000")
        self.assertEqual(draw.list_hash, lucky_draw.list_fingerprint([(each.id, f"Guest {n}") for n, each in enumerate(self.present)]))

    def test_winners_follow_from_seed_list_and_word(self):
        """H12: two third prizes, then the first one, each guest once, repeated from the record."""
        draw = self.finished("spring")
        order = lucky_draw.winning_order(draw.seed_shown, draw._get_frozen_list(), "spring", 3)
        self.assertEqual([winner.registration_id.id for winner in draw.winner_ids], order)
        self.assertEqual(draw.winner_ids.mapped("prize_id.name"), ["Third prize", "First prize"])
        self.assertEqual([len(draw.winner_ids.filtered(lambda w, p=prize: w.prize_id == p)) for prize in draw.prize_ids], [2, 1])
        self.assertEqual(draw.action_verify()["params"]["type"], "success")

    def test_a_second_click_draws_nothing(self):
        """H12: the same place gives the same winner; after the last prize nobody comes up."""
        draw = self.opened()
        first = draw.action_draw_next(0)
        self.assertEqual(draw.action_draw_next(0), first)
        draw.action_draw_next(1)
        draw.action_draw_next(2)
        self.assertFalse(draw.action_draw_next(3))
        self.assertEqual(len(draw.winner_ids), 3)

    def test_an_absent_winner_is_followed_by_a_recorded_redraw(self):
        """H12, M2: the next of the same order wins the same prize, with the reason; an absent one is absent once."""
        draw = self.opened()
        first, second = draw.action_draw_next(), draw.action_draw_next()
        with self.refused("Why"):
            first.action_absent(" ")
        again = first.action_absent("Called three times")
        self.assertEqual((again.prize_id, again.redraw_of_id, again.place), (first.prize_id, first, 2))
        self.assertEqual((first.absent_reason, first.absent_by_id, first.absent_at), ("Called three times", self.sales, NOW))
        self.assertEqual(draw.action_draw_next().prize_id.name, "First prize")
        self.assertEqual(draw.drawn_count, 3)
        with self.refused("absent already"):
            first.action_absent("Again")
        last = draw.sudo().winner_ids.sorted("place")[-1].with_user(self.sales).sudo(False)
        for _name in range(4):
            last = last.action_absent("Gone home")
        with self.refused("Nobody is left"):
            last.action_absent("Gone home")
        for statement, record in (
            ("UPDATE hotel_event_draw_winner SET absent = TRUE, absent_reason = NULL WHERE id = %s", last),
            ("UPDATE hotel_event_draw SET list_hash = NULL WHERE id = %s", draw),
            ("UPDATE hotel_event_draw SET seed = NULL WHERE id = %s", draw),
        ):
            with self.subTest(statement), self.assertRaises(errors.CheckViolation), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.env.flush_all()
                self.env.cr.execute(SQL(statement, record.id))
        for column in ("place", "guest_id"):
            with self.subTest(column=column), self.assertRaises(errors.UniqueViolation), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.env.cr.execute(
                    SQL(
                        "UPDATE hotel_event_draw_winner own SET %(column)s = other.%(column)s FROM hotel_event_draw_winner other "
                        "WHERE own.id = %(own)s AND other.id = %(other)s",
                        column=SQL.identifier(column),
                        own=last.id,
                        other=first.id,
                    )
                )
        draw.action_close()
        draw.action_verify()
        with self.refused("not open"):
            second.action_absent("Too late")

    def test_nothing_is_changed_after_it_was_announced(self):
        """H12, M2: prizes, title, list, winners and the draw itself, on every road."""
        draw = self.finished()
        winner, guest, prize = draw.winner_ids[0], draw.guest_ids[0], draw.prize_ids[0]
        other = self.draw()
        for change in (
            lambda: draw.write({"name": "Other"}),
            lambda: draw.write({"prize_ids": [(0, 0, {"name": "More"})]}),
            lambda: draw.unlink(),
            lambda: prize.write({"quantity": 9}),
            lambda: prize.write({"draw_id": other.id}),
            lambda: other.prize_ids[0].write({"draw_id": draw.id}),
            lambda: prize.unlink(),
            lambda: prize.create({"draw_id": draw.id, "name": "More"}),
            lambda: draw.action_open(),
            lambda: draw.action_announce(),
            lambda: draw.action_cancel("No"),
            lambda: draw.action_draw_next(),
            lambda: winner.sudo().write({"guest_id": draw.guest_ids[-1].id}),
            lambda: winner.sudo().write({"absent": True, "absent_reason": "x"}),
            lambda: winner.sudo().unlink(),
            lambda: guest.sudo().write({"name": "x"}),
            lambda: guest.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                change()
        for values in ({"state": "draft"}, {"seed": "00"}, {"seed_hash": "0"}, {"number": 9}, {"list_hash": "0"}, {"word": "x"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                draw.write(values)
        with self.assertRaises(AccessError):
            self.draw(state="closed")
        self.assertFalse(other.copy().number)

    def test_nobody_draws_again_until_the_result_pleases(self):
        """H12: one draw at a time; each that was announced keeps its number, cancelled ones too, and is seen on the next."""
        first = self.opened()
        first.action_draw_next()
        second = self.draw()
        with self.refused("is running: end it first"):
            second.action_announce()
        with self.assertRaises(errors.UniqueViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.cr.execute(
                SQL("UPDATE hotel_event_draw SET state = 'open', number = 5, seed = 's', seed_hash = 'h', list_hash = 'l' WHERE id = %s", second.id)
            )
        with self.refused("Why"):
            first.action_cancel("")
        first.action_cancel("The host read the wrong prize")
        second.action_announce()
        self.assertEqual((first.number, second.number, second.earlier_count), (1, 2, 1))
        self.assertEqual(len(first.winner_ids), 1)
        with self.refused("announced"):
            first.unlink()
        first.action_verify()

    def test_who_won_does_not_win_in_a_later_draw_of_the_event(self):
        """H12: each wins once; an absent one and those of a cancelled draw may win again."""
        first = self.opened()
        absent = first.action_draw_next()
        absent.action_absent("Gone")
        first.action_draw_next()
        first.action_draw_next()
        first.action_close()
        won = first.winner_ids.filtered(lambda winner: not winner.absent).registration_id
        second = self.opened()
        self.assertEqual(second.guest_ids.registration_id, self.present - won)
        with self.assertRaises(errors.UniqueViolation), mute_logger("odoo.sql_db"):
            winner = second.action_draw_next()
            winner.sudo().copy({"draw_id": second.id, "place": 7, "prize_id": winner.prize_id.id, "guest_id": winner.guest_id.id,
                                "drawn_by_id": self.sales.id})  # fmt: skip

    def test_a_draw_needs_prizes_and_enough_guests(self):
        """H12: the errors name the numbers."""
        with self.refused("enter the prizes first"):
            self.draw(prize_ids=[]).action_announce()
        draw = self.draw(prize_ids=[(0, 0, {"name": "Many", "quantity": 9})])
        draw.action_announce()
        with self.refused("9 prizes for 8 guests"):
            draw.action_open()
        with self.assertRaises(errors.CheckViolation), mute_logger("odoo.sql_db"):
            self.draw(prize_ids=[(0, 0, {"name": "None", "quantity": 0})])
        open_draw = self.env["hotel.event.draw"].browse(draw.id)
        open_draw.with_user(self.sales).sudo(False).action_cancel("Too many prizes")
        with self.refused("not drawn yet"):
            self.opened().action_close()

    def test_a_record_that_was_tampered_with_is_found_out(self):
        """H12: whoever writes into the database is told on by "Repeat from the record"."""
        for statement, expected in (
            ("UPDATE hotel_event_draw_guest SET name = 'X' WHERE draw_id = %s AND position = 1", "The list of guests"),
            ("UPDATE hotel_event_draw SET seed = repeat('ab', 32) WHERE id = %s", "The seed is not"),
            (
                """UPDATE hotel_event_draw_winner SET registration_id = (SELECT MAX(registration_id) FROM hotel_event_draw_guest g
                    WHERE g.draw_id = %s AND g.id NOT IN (SELECT guest_id FROM hotel_event_draw_winner)) WHERE place = 0""",
                "Name 1: ",
            ),
        ):
            with self.subTest(expected=expected):
                draw = self.finished()
                self.env.flush_all()
                self.cr.execute(SQL(statement, draw.id))
                self.env.invalidate_all()
                with self.refused(expected):
                    draw.action_verify()
                self.cr.execute(SQL("UPDATE hotel_event_draw SET state = 'cancelled' WHERE id = %s", draw.id))
                self.env.invalidate_all()

    def test_the_big_screen_shows_no_phone_number_and_no_seed(self):
        """H12: plain values, masked; who may not run events may not draw there."""
        draw = self.draw()
        screen = draw.screen_announce()
        self.assertEqual((screen["state"], screen["present_count"], screen["place"]), ("announced", 8, 0))
        screen = draw.screen_open("42")
        self.assertEqual(len(screen["rolling"]), 8)
        screen = draw.screen_draw(0)
        self.assertEqual((screen["place"], len(screen["winners"])), (1, 1))
        self.assertNotIn("13800130", json.dumps(screen))
        screen = draw.screen_absent(screen["winners"][0]["id"], "Gone")
        self.assertEqual([winner["absent"] for winner in screen["winners"]], [True, False])
        for place in (2, 3):
            screen = draw.screen_draw(place)
        self.assertFalse(screen["next"])
        self.assertTrue(draw.screen_close()["seed"])
        auditor = draw.with_user(self.users["auditor"])
        self.assertFalse(auditor.get_screen()["may_draw"])
        auditor.action_verify()
        with self.assertRaises(AccessError):
            auditor.screen_draw(0)
        for role in ("cashier", "nobody"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                draw.with_user(self.users[role]).get_screen()
        with self.refused("another draw"):
            self.opened().screen_absent(draw.winner_ids[0].id, "x")

    def test_the_record_is_printed_in_both_languages(self):
        """M3, H12: fingerprints, seed, winners and room to sign."""
        self.env["res.lang"]._activate_lang("zh_CN")
        draw = self.finished()
        for lang, title in (("en", "Record of a lucky draw"), ("zh", "抽奖记录")):
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"hotel_events.report_draw_{lang}", draw.ids)
            for text in (title, draw.seed_hash, draw.list_hash, draw.seed_shown, draw.winner_ids[0].name):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())

    def test_winners_and_list_are_a_spreadsheet(self):
        """H12: to hand on."""
        data, kind = self.env["ir.actions.report"]._render("hotel_events.event_draw_xlsx", self.finished().ids)
        self.assertEqual((kind, data[:2]), ("xlsx", b"PK"))


@tagged("post_install", "-at_install")
class TestEventDrawRecord(HttpCase):
    def test_the_record_as_a_file_repeats_the_draw_without_the_product(self):
        """H12: an auditor gets it when the draw has ended; nobody before, and no outsider."""
        event = self.env["event.event"].create(
            {"name": "Dinner", "date_begin": "2026-03-20 10:00:00", "date_end": "2026-03-20 14:00:00"}
        )
        self.env["event.registration"].create([{"event_id": event.id, "name": f"G {n}", "state": "done"} for n in range(5)])
        draw = self.env["hotel.event.draw"].create({"event_id": event.id, "prize_ids": [(0, 0, {"name": "First", "quantity": 2})]})
        draw.action_announce()
        draw.action_open("7")
        draw.action_draw_next()
        draw.action_draw_next()
        new_test_user(self.env, "draw_auditor", "hotel_base.group_auditor", password="draw_auditor")
        new_test_user(self.env, "draw_portal", "base.group_portal", password="draw_portal")
        address = f"/hotel/draw/{draw.id}/record.json"
        self.authenticate("draw_auditor", "draw_auditor")
        self.assertEqual(self.url_open(address).status_code, 404)
        draw.action_close()
        record = self.url_open(address).json()
        order = lucky_draw.winning_order(record["seed"], record["guests"], record["word"], len(record["winners"]))
        self.assertEqual((order, lucky_draw.fingerprint(record["seed"])), (record["winners"], draw.seed_hash))
        self.authenticate("draw_portal", "draw_portal")
        self.assertEqual(self.url_open(address).status_code, 404)
        self.assertEqual(self.url_open(f"/hotel/draw/{draw.id}", allow_redirects=False).status_code, 404)
