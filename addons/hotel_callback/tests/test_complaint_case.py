from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintCase(ComplaintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.cases = cls.env["hotel.complaint.case"]
        cls.aircon_case = cls._case("Air conditioning drips on the bed", "空调漏水滴到床上", "The drain was blocked", "排水管堵塞")
        cls.noise_case = cls._case("Loud music from the bar at night", "夜里酒吧音乐太吵", "The bar has no closing hour", "酒吧没有规定打烊时间")
        cls.bill_case = cls._case("Minibar charged twice", "迷你吧重复收费", "Two people booked it", "两人重复入账")

    @classmethod
    def _case(cls, english, chinese, cause, cause_zh):
        case = cls.cases.create({"name": english, "cause": cause, "measure": "Put right", "lesson": "Checked each month"})
        case.with_context(lang="zh_CN").write({"name": chinese, "cause": cause_zh})
        case.sudo().state = "published"
        return case

    def test_a_similar_text_is_found_in_either_language(self):
        """J6: an English complaint finds the case, a Chinese one too, whatever the locale of the database."""
        for text, expected in (
            ("The air conditioner is dripping on my bed", self.aircon_case),
            ("房间空调一直滴水,床都湿了", self.aircon_case),
            ("酒吧的音乐吵得我夜里睡不着", self.noise_case),
            ("Music from the bar was too loud all night", self.noise_case),
            ("迷你吧被重复收费了", self.bill_case),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.cases.find_similar(text)[:1], expected)
        for nothing in ("", None, 7, "<p></p>", "完全无关的内容"):
            self.assertFalse(self.cases.find_similar(nothing))
        self.assertEqual(self.cases.search([("similar_to", "ilike", "空调滴水")]), self.aircon_case)

    def test_a_new_complaint_shows_similar_cases(self):
        """J6: beside the complaint, for those who work on it."""
        ticket = self._complaint(name="空调滴水", description="<p>床湿了</p>")
        self.assertEqual(self._as(ticket, self.clerk).complaint_similar_ids[:1], self.aircon_case)

    def test_a_case_is_made_from_a_complaint_and_published_by_the_manager(self):
        """J6: cause, measure and lesson are written before; what is published is the manager's to change."""
        ticket = self._complaint()
        ticket.complaint_finding = "The window does not close"
        self._close(ticket)
        context = self._as(ticket, self.assistant).action_complaint_case()["context"]
        case = self._as(self.cases, self.assistant).with_context(**context).create({})
        self.assertEqual((case.ticket_id, case.what, case.measure), (ticket, "The window does not close", "Another room was given."))
        self.assertFalse(self.cases.find_similar("window does not close noise"))
        with self.assertRaises(AccessError):
            case.action_publish()
        with self.assertRaisesRegex(UserError, "cause, measure and lesson"):
            self._as(case, self.manager).action_publish()
        case.write({"cause": "Old windows", "lesson": "Check the windows each spring"})
        self._as(case, self.manager).action_publish()
        self.assertIn(case.sudo(), self.cases.find_similar("window does not close noise"))
        with self.assertRaises(AccessError):
            case.lesson = "none"
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            case.write({"state": "draft"})
        with self.assertRaises(UserError):
            self._as(case, self.manager).unlink()
        self.assertEqual(self._as(ticket, self.assistant).action_complaint_case()["res_id"], case.id)

    def test_drafts_and_other_branches_are_not_found(self):
        """C7, J6: a plain employee finds published cases of the own branch alone."""
        self.noise_case.company_id = self.sister
        draft = self.cases.create({"name": "Air conditioning drips"})
        found = self._as(self.cases, "nobody").find_similar("air conditioning drips; loud music from the bar at night")
        self.assertNotIn(draft, found)
        self.assertNotIn(self.noise_case, found)
        self.assertIn(self.aircon_case, found)
