from odoo import fields, models


class HotelComplaintSource(models.AbstractModel):
    """J1: a row of a register that can be taken up as a complaint, once."""

    _name = "hotel.complaint.source"
    _description = "Where a Complaint Comes From"

    complaint_id = fields.Many2one("helpdesk.ticket", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")

    def action_complaint(self):
        """J1, J2: make a complaint of what was said; its clocks run from now. Asked for again, the same one is opened.

        Everybody who sees the row may do it: whoever hears a complaint hands it in, who deals with it is another matter.
        """
        self.ensure_one()
        self.check_access("read")
        source_sudo = self.sudo()
        source_sudo.lock_for_update()
        source_sudo.invalidate_recordset(["complaint_id"])
        if not source_sudo.complaint_id:
            tickets_sudo = self.env["helpdesk.ticket"].sudo().with_company(source_sudo.company_id)
            source_sudo.complaint_id = tickets_sudo.create(source_sudo._prepare_complaint_vals())
            note = self.env._("Handed in by %(user)s: %(entry)s.", user=self.env.user.name, entry=self.display_name)
            source_sudo.complaint_id._complaint_note(note)
        complaint = source_sudo.complaint_id.sudo(False)
        if complaint.has_access("read"):
            return {"type": "ir.actions.act_window", "res_model": complaint._name, "res_id": complaint.id, "views": [(False, "form")]}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Complaint %(number)s is with the service desk.", number=complaint.sudo().number),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _prepare_complaint_vals(self):
        """Return the values of the complaint (superuser mode); extended by each register."""
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "channel_id": self.env.ref("hotel_callback.channel_desk").id,
            "user_id": False,
        }
