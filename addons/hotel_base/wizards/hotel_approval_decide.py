from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelApprovalDecide(models.TransientModel):
    """The dialog behind the buttons of a document under approval. It asks; the document's own methods decide."""

    _name = "hotel.approval.decide"
    _description = "Decide on a document"

    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    decision = fields.Selection(
        [
            ("approve", "Approve"),
            ("reject", "Send back"),
            ("delegate", "Delegate"),
            ("withdraw", "Withdraw"),
        ],
        required=True,
        default="approve",
    )
    record_name = fields.Char(string="Document", compute="_compute_document")
    role = fields.Char(compute="_compute_document")
    requested_by = fields.Char(string="Submitted by", compute="_compute_document")
    deadline = fields.Datetime(string="Decide until", compute="_compute_document")
    late = fields.Boolean(compute="_compute_document")
    comment = fields.Text(string="Remark")
    user_id = fields.Many2one(
        "res.users",
        string="Decides instead",
        domain="[('id', 'in', candidate_ids)]",
        help="B6: nobody who submitted the document or decided another tier of it.",
    )
    candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")

    def _get_document(self):
        """Return the document, as the current user; raise a UserError when its model takes no decisions."""
        self.ensure_one()
        if self.res_model not in self.env["hotel.approval.policy"]._get_model_names():
            raise UserError(self.env._("%(model)s is no document that is approved.", model=self.res_model))
        return self.env[self.res_model].browse(self.res_id)

    @api.depends("res_model", "res_id")
    def _compute_document(self):
        for wizard in self:
            record = wizard._get_document()
            record.check_access("read")
            step_sudo = record.sudo().approval_current_step_id
            wizard.record_name = record.display_name
            wizard.role = step_sudo.role
            wizard.requested_by = record.sudo().approval_requested_by.name
            wizard.deadline = step_sudo.deadline
            wizard.late = step_sudo.late

    @api.depends("res_model", "res_id", "decision")
    def _compute_candidate_ids(self):
        for wizard in self:
            wizard.candidate_ids = False
            if wizard.decision == "delegate":
                record = wizard._get_document()
                record.check_access("read")
                wizard.candidate_ids = record._approval_delegate_candidates()

    def action_confirm(self):
        """Carry out the decision with the rights of the current user, and close."""
        self.ensure_one()
        record = self._get_document()
        if self.decision == "approve":
            record.action_approve(self.comment)
        elif self.decision == "reject":
            record.action_reject(self.comment)
        elif self.decision == "delegate":
            record.action_delegate(self.user_id.id, self.comment)
        else:
            record.action_approval_cancel(self.comment)
        return {"type": "ir.actions.act_window_close"}
