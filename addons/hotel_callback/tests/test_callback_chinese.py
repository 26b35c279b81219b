from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.hotel_base.tests.chinese import LANG, ChineseCase

from .complaint_case import ComplaintCase


@tagged("post_install", "-at_install")
class TestCallbackChinese(ChineseCase):
    chinese_addon = "hotel_callback"

    def test_a_chinese_user_sees_chinese(self):
        """M4: callbacks and complaints, the labels that come from the helpdesk included."""
        self.assert_addon_is_chinese()

    def test_what_the_helpdesk_brings_is_chinese(self):
        """M4, J1: stages, channels and every field that a list of complaints can be searched, grouped and exported by."""
        self.english = {}
        for model in ("helpdesk.ticket.stage", "helpdesk.ticket.channel", "helpdesk.ticket.category"):
            own = self.env["ir.model.data"].search([("model", "=", model), ("module", "in", ("helpdesk_mgmt", "hotel_callback"))])
            for record in self.env[model].browse(own.mapped("res_id")).exists():
                self._look_at(record.name, model)
        for model in ("helpdesk.ticket", "helpdesk.ticket.team"):
            for name, described in self.env[model].fields_get(attributes=["string"]).items():
                if not name.startswith(("message_", "website_")):
                    self._look_at(described["string"], f"{model}.{name}")
        self.assertFalse(self.english)


@tagged("post_install", "-at_install")
class TestClockNames(ComplaintCase):
    def test_a_deadline_is_named_in_the_reader_s_language_whoever_started_it(self):
        """M4, J2: a complaint entered in English counts down in Chinese on a Chinese screen, and the late activity says so too."""
        self.env["res.lang"]._activate_lang(LANG)
        self.clerk.lang = LANG
        with freeze_time("2026-03-02 02:00:00"):
            complaint = self._complaint(user="assistant")
            clock = self._clocks(complaint)["reaction"]
        self.assertEqual((clock.name, clock.with_context(lang=LANG).name), ("First reaction", "首次反应"))
        self.assertIn("首次反应", [each["name"] for each in complaint.with_context(lang=LANG).complaint_clocks["clocks"]])
        self.assertEqual(clock.with_context(lang=LANG).search([("name", "=", "首次反应"), ("id", "=", clock.id)]), clock)
        with freeze_time("2026-03-02 02:16:00"):
            self.env["hotel.clock"]._tell_chunk(100)
        told = {activity.user_id: activity.summary for activity in clock.told_activity_ids}
        self.assertEqual(told[self.clerk], "首次反应")
        self.assertEqual(told[self.manager], "Late: First reaction (Clerk)")
