from datetime import datetime, timedelta
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase

RECEIVED = datetime(2026, 11, 20, 2)


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestComplaintFigures(ComplaintCase):
    def setUp(self):
        super().setUp()
        guests = self.env["res.partner"].create([{"name": f"Guest {number}"} for number in range(6)])
        make = [lambda number=number: self._complaint(partner_id=guests[number].id) for number in range(6)]
        self.satisfied, self.reopened, self.dropped, self.running, self.old = (each() for each in make[:5])
        self.anonymous = self._complaint(partner_id=False, complaint_anonymous=True)
        self._close(self.satisfied)
        self._as(self.satisfied, self.assistant).action_complaint_satisfaction("satisfied")
        self._close(self.reopened)
        self._as(self.reopened, self.assistant).action_complaint_satisfaction("dissatisfied", "Again")
        self._close(self.reopened)
        self._as(self.reopened, self.assistant).action_complaint_satisfaction("unreachable")
        self._as(self.dropped, self.manager).action_complaint_drop("withdrawn", "Took it back")
        self._close(self.anonymous)
        self.old.sudo().complaint_received = RECEIVED - timedelta(hours=73)

    def _figures(self, user=None):
        return self._as(self.env["hotel.complaint.figures"], user or self.manager).create({"date_from": "2026-11-01", "date_to": "2026-11-30"})

    def _line(self, figures, key):
        line = figures.line_ids.filtered(lambda line: line.key == key)
        return line.numerator, line.denominator, line.left_out

    def test_each_figure_counts_what_it_says(self):
        """J7: solved, satisfied, asked, repeated, made anew; what was left out is told."""
        figures = self._figures()
        self.assertEqual(self._line(figures, "solved"), (3, 4, 2))
        self.assertEqual(self._line(figures, "satisfied"), (1, 2, 1))
        self.assertEqual(self._line(figures, "asked"), (2, 2, 1))
        self.assertEqual(self._line(figures, "repeated"), (0, 5, 1))
        self.assertEqual(self._line(figures, "reworked"), (1, 5, 1))
        solved = figures.line_ids.filtered(lambda line: line.key == "solved")
        self.assertEqual((solved.percent, solved.target, solved.verdict), (75.0, 98.0, "missed"))

    def test_every_percentage_opens_its_three_lists(self):
        """J7: the lists hold exactly what was counted; numerator and left out are apart, nothing is in both."""
        figures = self._figures()
        for line in figures.line_ids:
            with self.subTest(figure=line.key):
                lists = []
                for action, count in (
                    (line.action_numerator(), line.numerator), (line.action_denominator(), line.denominator), (line.action_left_out(), line.left_out),
                ):  # fmt: skip
                    found = self._as(self.env[action["res_model"]], self.manager).with_context(**action["context"]).search(action["domain"])
                    self.assertEqual(len(found), count)
                    lists.append(found)
                self.assertLessEqual(lists[0], lists[1])
                self.assertFalse(lists[1] & lists[2])
        left_out = figures.line_ids.filtered(lambda line: line.key == "solved").action_left_out()
        self.assertEqual(self.env["helpdesk.ticket"].search(left_out["domain"]), self.dropped + self.running)

    def test_an_answer_that_was_followed_by_a_better_one_still_counts(self):
        """J4, J7: who was dissatisfied first is among the answers, whatever came after the complaint was reopened."""
        self._as(self.reopened, self.manager).action_complaint_reopen("Called back")
        self._close(self.reopened)
        self._as(self.reopened, self.assistant).action_complaint_satisfaction("satisfied")
        self.assertEqual(self._line(self._figures(), "satisfied"), (2, 3, 1))

    def test_lateness_is_that_of_the_clocks(self):
        """J2, J7: in time out of the deadlines that have ended or passed; those that run in time are left out."""
        with freeze_time(RECEIVED + timedelta(minutes=16)):
            self.assertEqual(self._line(self._figures(), "reaction_in_time"), (4, 6, 0))
        self.assertEqual(self._line(self._figures(), "reaction_in_time"), (4, 4, 2))

    def test_the_spreadsheet_computes_with_formulas(self):
        """J7: frozen headings, percentages as formulas, a sheet each by cause, subject, responsible, team and month."""
        figures = self._figures()
        content, kind = self.env["ir.actions.report"].with_user(self.manager)._render_xlsx(
            "hotel_callback.hotel_complaint_figures_xlsx", figures.ids, {}
        )
        self.assertEqual(kind, "xlsx")
        book = load_workbook(BytesIO(content))
        self.assertEqual(len(book.sheetnames), 6)
        sheet = book["Figures"]
        self.assertEqual(sheet.freeze_panes, "B4")
        self.assertEqual([cell.value for cell in sheet[4]][:5], ["Solved", 3, 4, 2, '=IF(C4=0,"",B4/C4)'])
        cause = book["By cause"]
        self.assertEqual(cause.cell(row=cause.max_row, column=2).value, f"=SUM(B2:B{cause.max_row - 1})")

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        """J7: with both days in the message; and other branches are not counted."""
        figures = self._figures()
        with self.assertRaisesRegex(UserError, "2026-11-30"):
            figures.write({"date_from": "2026-11-30", "date_to": "2026-11-01"})
        with self.assertRaises(UserError):
            figures._get_domains("everything is fine")
        stranger = self._as(self.env["hotel.complaint.figures"], self.manager).create(
            {"date_from": "2026-11-01", "date_to": "2026-11-30", "company_id": self.sister.id}
        )
        self.assertFalse(stranger.line_ids)
