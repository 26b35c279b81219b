"""A document that exists in tests alone: the approval mixin with every hook answered, and a child of it."""

from contextlib import contextmanager

from odoo import fields, models
from odoo.orm import model_classes


def _definitions():
    """Make the classes on demand: a module-level class would become part of the addon."""

    class TestRequest(models.Model):
        _name = "hotel.test.request"
        _module = None
        _description = "Request of the tests"
        _inherit = ["hotel.approval.mixin"]

        name = fields.Char(required=True)
        company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
        currency_id = fields.Many2one(related="company_id.currency_id")
        amount = fields.Monetary()
        granted = fields.Monetary(copy=True)
        opinion = fields.Text()
        scan = fields.Binary(attachment=True)
        reviewer_id = fields.Many2one("res.users")
        note = fields.Char()
        line_ids = fields.One2many("hotel.test.request.line", "request_id")
        outcome = fields.Char(copy=False)

        _server_fields = frozenset({"outcome"})

        def _approval_amount(self):
            if self.granted < 0:
                return None, self.currency_id
            return self.granted or self.amount, self.currency_id

        def _approval_submit_problems(self):
            problems = []
            if not self.amount:
                problems.append("the amount is missing.")
            if not self.note:
                problems.append("the note is missing.")
            return problems

        def _approval_decision_problems(self, step):
            return [] if step.tier_code != "finance" or self.opinion else ["finance's opinion is missing."]

        def _approval_step_fields(self):
            return {"finance": {"opinion"}, "gm": {"granted"}, "chairman": {"granted"}}

        def _approval_done(self, step):
            self.sudo().outcome = f"{self.outcome or ''}{step.tier_code} "

        def _approval_approved(self):
            self.sudo().outcome += "approved"

        def _approval_rejected(self, step, reason):
            self.sudo().outcome = f"{step.tier_code}: {reason}"

    class TestRequestLine(models.Model):
        _name = "hotel.test.request.line"
        _module = None
        _description = "Line of a request of the tests"
        _inherit = ["hotel.approval.child.mixin"]

        name = fields.Char()
        remark = fields.Char()
        request_id = fields.Many2one("hotel.test.request", required=True, ondelete="cascade")

        _approval_parent = "request_id"
        _approval_free_fields = frozenset({"remark"})

    return [TestRequest, TestRequestLine]
