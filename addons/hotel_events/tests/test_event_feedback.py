from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common_after import BEGIN, END, AfterCase


class AnswerCase(AfterCase):
    def answer(self, event, audience, numbers, words="", **values):
        """Fill in a sheet of the event: `numbers` for the scale questions in order."""
        sheet = event.sudo()._hotel_new_answer(audience)
        questions = sheet.survey_id.question_ids.sorted("sequence")
        for question, number in zip(questions.filtered(lambda each: each.question_type == "scale"), numbers, strict=False):
            sheet._save_lines(question, str(number))
        if words:
            sheet._save_lines(questions.filtered(lambda each: each.question_type == "text_box")[:1], words)
        sheet.write({"state": "done", **values})
        return sheet


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestEventFeedback(AnswerCase):
    def test_answers_are_summed_up_by_question(self):
        """H14: number and average of each question, guests and host apart; unfinished and test sheets do not count."""
        event = self.issued().event_id
        self.answer(event, "guest", [5, 4], "More rice")
        self.answer(event, "guest", [3, 2])
        self.answer(event, "guest", [1, 1], "Not yet", state="in_progress")
        self.answer(event, "host", [4])
        self.answer(event, "guest", [1, 1], "Trial", test_entry=True)
        self.answer(self.issued().event_id, "guest", [1], "Elsewhere")
        self.env["survey.user_input.line"].sudo().create(
            {"user_input_id": event.sudo()._hotel_new_answer("guest").id, "question_id": self.env["survey.question"].search([], limit=1).id, "skipped": True}
        )
        event.invalidate_recordset()
        self.env.flush_all()
        rows = {(row.audience, row.question): (row.answers, row.average) for row in event.with_user(self.users["sales"]).hotel_feedback_ids}
        self.assertEqual(
            rows, {("guest", "The event as a whole"): (2, 4), ("guest", "Welcome and service"): (2, 3), ("host", "The event as a whole"): (1, 4)}
        )
        self.assertEqual((event.hotel_guest_answers, event.hotel_guest_score, event.hotel_host_score), (2, 3.5, 4))
        self.assertEqual(event.hotel_feedback_words, "Guests: More rice")

    def test_a_guests_sheet_names_nobody(self):
        """H14: no partner, no e-mail, no name; the host's names the customer."""
        event = self.issued().event_id
        guest, host = (event.sudo()._hotel_new_answer(audience) for audience in ("guest", "host"))
        self.assertFalse(guest.partner_id or guest.email or guest.nickname)
        self.assertEqual((host.partner_id, host.hotel_event_id, host.hotel_audience), (self.customer, event, "host"))
        self.assertEqual(guest.deadline, END + timedelta(days=14))

    def test_the_host_is_asked_once(self):
        """H14: the link is the same whenever it is written."""
        event, other = self.issued().event_id, self.issued().event_id
        event.sudo()._hotel_new_answer("guest")
        link = event._hotel_get_host_link()
        self.assertEqual(link, event._hotel_get_host_link())
        self.assertNotEqual(link, other._hotel_get_host_link())
        sheets = self.env["survey.user_input"].sudo().search([("hotel_event_id", "in", (event | other).ids), ("hotel_audience", "=", "host")])
        self.assertEqual(len(sheets), 2)
        self.assertIn(event, sheets.filtered(lambda sheet: sheet.access_token in link).hotel_event_id)
        with self.assertRaises(AccessError):
            event.with_user(self.users["nobody"]).action_hotel_ask_host()
        event.hotel_order_id._go("cancelled")
        self.assertTrue(event.sudo()._hotel_get_feedback_problem())
        bare = event.copy()
        self.assertTrue(bare.sudo()._hotel_get_feedback_problem())
        with self.assertRaises(UserError):
            bare.action_hotel_ask_host()

    def test_a_kind_of_event_has_its_own_survey(self):
        """H14: the kind's where it names one, the house's otherwise."""
        own = self.env["survey.survey"].create({"title": "Own", "access_mode": "token"})
        self.kind.guest_survey_id = own
        event = self.issued().event_id
        self.assertEqual(event.sudo()._hotel_new_answer("guest").survey_id, own)
        self.assertEqual(event.sudo()._hotel_new_answer("host").survey_id, self.env.ref("hotel_events.survey_event_host"))

    def test_nobody_puts_an_answer_onto_another_event(self):
        """H14: the event of a sheet is the server's, whoever may work on surveys."""
        event = self.issued().event_id
        sheet = event.sudo()._hotel_new_answer("guest")
        self.users["sales"].group_ids |= self.env.ref("survey.group_survey_manager")
        with self.assertRaises(AccessError):
            sheet.with_user(self.users["sales"]).write({"hotel_event_id": self.issued().event_id.id})
        with self.assertRaises(AccessError):
            event.with_user(self.users["sales"]).write({"hotel_feedback_token": "guessed"})

    def test_no_more_sheets_than_guests_could_fill_in(self):
        """H14: the link cannot be used to fill the database."""
        event = self.issued(guests_guaranteed=1).event_id
        self.assertIsNone(event.sudo()._hotel_get_feedback_problem())
        survey = self.env.ref("hotel_events.survey_event_guest")
        self.env["survey.user_input"].create(
            [{"survey_id": survey.id, "hotel_event_id": event.id, "hotel_audience": "guest"} for _number in range(100)]
        )
        self.assertEqual(event.sudo()._hotel_get_feedback_problem(), "full")

    def test_the_table_cards_hold_the_code_in_both_languages(self):
        """H14, M3: a code of the event's own link."""
        event = self.issued().event_id
        html, _kind = self.env["ir.actions.report"]._render_qweb_html("hotel_events.report_event_table_card", event.ids)
        page = html.decode()
        self.assertEqual(page.count("data:image/png;base64,"), 4)
        self.assertIn("How did you like it?", page)
        self.assertIn("不记名", page)
        token = event.sudo().hotel_feedback_token
        self.assertIn(token, event.sudo().hotel_feedback_url)
        event.action_hotel_table_cards()
        self.assertEqual(event.sudo().hotel_feedback_token, token, "cards that are printed already stay good")
        with self.assertRaises(AccessError):
            event.with_user(self.users["stranger"]).action_hotel_table_cards()


@tagged("post_install", "-at_install")
class TestEventFeedbackPage(HttpCase, AnswerCase):
    def _open(self, token, moment=BEGIN):
        with freeze_time(moment, tick=True):
            return self.url_open(f"/hotel/event/feedback/{token}", allow_redirects=False)

    def test_a_guest_begins_one_sheet_and_goes_on_with_it(self):
        """H14: the same browser gets the same sheet; before the event, after its days and for a wrong code there is none."""
        with freeze_time("2026-03-02 01:00:00"):
            event = self.issued().event_id
            event._hotel_open_feedback()
        token = event.sudo().hotel_feedback_token
        sheets = self.env["survey.user_input"].search_count
        self.assertEqual(self._open("unknown").status_code, 404)
        self.assertIn("opens when the event begins", self._open(token, BEGIN - timedelta(hours=1)).text)
        self.assertIn("closed", self._open(token, END + timedelta(days=15)).text)
        self.assertEqual(sheets([("hotel_event_id", "=", event.id)]), 0)
        first = self._open(token)
        self.assertIn("/survey/start/", first.headers["Location"])
        self.assertEqual(self._open(token).headers["Location"], first.headers["Location"])
        self.assertEqual(sheets([("hotel_event_id", "=", event.id)]), 1)
        self.opener.cookies.clear()
        self.assertNotEqual(self._open(token).headers["Location"], first.headers["Location"])
        with freeze_time("2026-03-02 01:00:00"):
            other = self.issued().event_id.sudo()
        for stranger in (other._hotel_new_answer("guest"), event.sudo()._hotel_new_answer("host")):
            self.opener.cookies.clear()
            self.opener.cookies.set(f"hotel_feedback_{event.id}", stranger.access_token)
            self.assertNotIn(stranger.access_token, self._open(token).headers["Location"], "a cookie opens no sheet but a guest's of this event")
        # A reader who is logged in fills in the sheet of the table all the same, and it names nobody.
        self.authenticate("test_sales", "test_sales")
        with freeze_time(BEGIN, tick=True):
            page = self.url_open(first.headers["Location"])
        self.assertIn(first.headers["Location"].split("answer_token=")[1], page.url)
