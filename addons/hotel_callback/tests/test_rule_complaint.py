from datetime import timedelta

from odoo.tests import BaseCase, tagged

from ..rules import complaint_clocks, complaint_figures, complaint_level, complaint_state, complaint_text

CALL = {"subject": 1, "customer": "7", "firm": 3, "room": 12}


@tagged("post_install", "-at_install")
class TestRuleComplaint(BaseCase):
    def test_deadlines_by_kind(self):
        """J2: soft 15 and 30 minutes, hard 1 and 3 hours; every one 24 and 72 hours."""
        terms = complaint_clocks.Terms()
        minutes, hours = (lambda n: timedelta(minutes=n)), (lambda n: timedelta(hours=n))
        for kind, options, expected in (
            ("soft", {}, {"reaction": minutes(15), "check": minutes(30), "reply": hours(24), "solution": hours(72)}),
            ("hard", {}, {"reaction": hours(1), "check": hours(3), "reply": hours(24), "solution": hours(72)}),
            ("soft", {"anonymous": True}, {"reaction": minutes(15), "check": minutes(30), "solution": hours(72)}),
            ("hard", {"reopened": True}, {"check": hours(3), "reply": hours(24), "solution": hours(72)}),
        ):
            with self.subTest(kind=kind, **options):
                self.assertEqual(complaint_clocks.deadlines(kind, terms, **options), expected)
        self.assertNotIn("reply", complaint_clocks.deadlines("soft", terms._replace(reply=0)))

    def test_repeats(self):
        """J3: the same subject by the same customer, firm or room; what is unknown repeats nothing."""
        for changes, expected in (
            ({}, "customer"),
            ({"customer": "8"}, "firm"),
            ({"customer": "8", "firm": 4}, "room"),
            ({"customer": "8", "firm": 4, "room": 13}, None),
            ({"subject": 2}, None),
        ):
            with self.subTest(**changes):
                self.assertEqual(complaint_level.repeats(CALL, {**CALL, **changes}), expected)
        nobody = dict.fromkeys(CALL)
        self.assertIsNone(complaint_level.repeats(nobody, nobody))
        self.assertIsNone(complaint_level.repeats({**nobody, "subject": 1}, {**nobody, "subject": 1}))

    def test_proposed_levels(self):
        """J3: a repeat or a third rework proposes one level higher; nothing is above major."""
        for level, repeated, reworks, expected in (
            ("general", None, 0, ("general", [])),
            ("general", "customer", 0, ("important", ["repeat"])),
            ("general", None, 2, ("general", [])),
            ("general", None, 3, ("important", ["rework"])),
            ("general", "room", 3, ("major", ["repeat", "rework"])),
            ("important", "firm", 4, ("major", ["repeat", "rework"])),
            ("major", "firm", 9, ("major", [])),
        ):
            with self.subTest(level=level, repeated=repeated, reworks=reworks):
                self.assertEqual(complaint_level.propose(level, repeated, reworks), expected)
        self.assertEqual(complaint_level.propose("general", None, 9, third=0), ("general", []))

    def test_the_course(self):
        """J4: only a closed or dropped complaint is taken up again; a merged one never."""
        allowed = {
            (state, new) for state in complaint_state.TRANSITIONS for new in complaint_state.TRANSITIONS if complaint_state.may_become(state, new)
        }
        self.assertFalse({new for state, new in allowed if state in ("closed", "dropped", "merged")})
        self.assertEqual({state for state in complaint_state.TRANSITIONS if complaint_state.may_reopen(state)}, {"closed", "dropped"})
        self.assertFalse({state for state, new in allowed if new == "new"})
        self.assertEqual(complaint_state.after_satisfaction("dissatisfied"), "reacted")
        self.assertEqual(complaint_state.after_satisfaction("average"), "closed")
        for score, answer in ((1, "dissatisfied"), (4, "dissatisfied"), (5, "average"), (7, "average"), (8, "satisfied"), (10, "satisfied")):
            self.assertEqual(complaint_state.band(score), answer)
        for wrong in (0, 11, "8", None):
            with self.assertRaises(ValueError):
                complaint_state.band(wrong)

    def test_texts_from_outside(self):
        """J1: control characters go, a missing subject is the beginning of the text, a long one is cut."""
        self.assertEqual(complaint_text.subject(" \x00 Noise\x07 ", ""), "Noise")
        self.assertEqual(complaint_text.subject("", "<p>The <b>tap</b> drips</p>"), "The tap drips")
        self.assertEqual(complaint_text.subject("", ""), "")
        self.assertEqual(len(complaint_text.subject("x" * 999, "")), complaint_text.MAX_SUBJECT)
        self.assertEqual(complaint_text.plain("<div>" * 10 + "a" + "<" * 50), "a" + "<" * 50)

    def test_comparable_texts(self):
        """J6: letters of Latin texts, characters and pairs of Chinese ones; case and tags count for nothing."""
        self.assertEqual(complaint_text.comparable("<b>Air</b> CON 3"), "air con 3")
        self.assertEqual(complaint_text.comparable("空调"), "u7a7a u7a7au8c03 u8c03")
        self.assertEqual(complaint_text.comparable(""), "")
        self.assertTrue(complaint_text.comparable("空调A").isascii())

    def test_percentages(self):
        """J7: nothing counted is no percentage; exactly the target is reached."""
        self.assertIsNone(complaint_figures.share(0, 0))
        self.assertEqual(complaint_figures.share(49, 50), 98.0)
        self.assertEqual(complaint_figures.verdict(98.0, 98.0), "reached")
        self.assertEqual(complaint_figures.verdict(97.9, 98.0), "missed")
        self.assertEqual(complaint_figures.verdict(None, 98.0), "none")
        self.assertEqual(complaint_figures.verdict(5.0, 3.0, lower_is_better=True), "missed")
        with self.assertRaises(ValueError):
            complaint_figures.share(3, 2)
