from odoo.tests import HttpCase, tagged

from .approval_case import ApprovalCase

FORM = """
<form>
    <header>
        <button name="action_submit" type="object" string="Submit" class="btn-primary" invisible="not can_submit"/>
        <button name="action_open_approve" type="object" string="Approve" class="btn-success" invisible="not can_approve"/>
        <button name="action_open_reject" type="object" string="Send back" class="btn-danger" invisible="not can_approve"/>
        <button name="action_open_delegate" type="object" string="Delegate" invisible="not can_delegate"/>
        <button name="action_open_withdraw" type="object" string="Withdraw" invisible="not can_withdraw"/>
        <field name="approval_state" widget="statusbar" statusbar_visible="draft,pending,approved"/>
    </header>
    <sheet>
        <field name="approval_banner" widget="hotel_approval_banner" nolabel="1"/>
        <group>
            <field name="name" readonly="approval_locked"/>
            <field name="amount" readonly="approval_locked"/>
            <field name="note" readonly="approval_locked"/>
            <field name="opinion" readonly="not can_approve"/>
            <field name="granted" readonly="not can_approve"/>
            <field name="currency_id" invisible="1"/>
        </group>
        <notebook>
            <page string="Approval" name="approval" invisible="not approval_step_ids">
                <field name="approval_step_ids" widget="hotel_approval_steps" nolabel="1" readonly="1"/>
            </page>
        </notebook>
    </sheet>
    <chatter/>
</form>
"""


@tagged("post_install", "-at_install")
class TestApprovalTour(ApprovalCase, HttpCase):
    """The form of a document, the dialog and "waiting for me", in a browser, by the roles who use them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.ui.view"].create({"name": "Request", "model": "hotel.test.request", "arch": FORM})
        cls.env["ir.actions.act_window"].create(
            {"name": "Requests", "res_model": "hotel.test.request", "path": "test-requests", "view_mode": "form"}
        )
        cls.request = cls.env["hotel.test.request"].with_user(cls.users["sales"]).create(
            {"name": "Dragon Trading", "amount": 60000, "note": "as agreed", "company_id": cls.company.id}
        )
        for user in cls.users.values():
            user.password = user.login

    def _tour(self, name, role):
        self.start_tour("/odoo", name, login=self.users[role].login)

    def test_a_request_goes_through_the_hands_of_its_reviewers(self):
        """B1, B5, M5: submitted, sent back with a reason, corrected, approved tier by tier, each from the systray."""
        url = f"/odoo/test-requests/{self.request.id}"
        self.start_tour(url, "hotel_base_approval_submit", login="test_sales")
        self.assertEqual(self.request.approval_state, "pending")
        self._tour("hotel_base_approval_send_back", "sales_head")
        self.assertEqual(self.request.approval_state, "rejected")
        self.start_tour(url, "hotel_base_approval_submit_again", login="test_sales")
        self._tour("hotel_base_approval_approve", "sales_head")
        self._tour("hotel_base_approval_opinion", "finance")
        self._tour("hotel_base_approval_delegate", "gm")
        self._tour("hotel_base_approval_approve", "hr")
        self._tour("hotel_base_approval_approve", "chairman")
        self.assertEqual(self.request.approval_state, "approved")
        step = self.request.sudo().approval_step_ids.filtered(lambda step: step.state == "rejected")
        self.assertEqual(step.comment, "The note is too short.")
