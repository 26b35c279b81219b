from odoo import fields, models


class HrEmployee(models.Model):
    """K3: an employee's rank, their own or that of the job. E8: visits to be hosted are handed over."""

    _inherit = "hr.employee"

    hotel_rank_id = fields.Many2one(
        "hotel.visit.rank",
        "Rank when receiving guests",
        ondelete="restrict",
        groups="hr.group_hr_user,hotel_base.group_manager",
        help="K3: empty: the rank of the job.",
    )

    def _hotel_rank_weight(self):
        """Return the weight of the employee's rank, None without one (superuser mode)."""
        self.ensure_one()
        rank = self.hotel_rank_id or self.job_id.hotel_rank_id
        return rank.weight if rank else None

    def _hotel_responsibilities(self):
        """E8: employees answer for the visits that they host, until the guests are thanked or the visit is cancelled."""
        visits_sudo = self.env["hotel.visit"].sudo()
        if self.ids:
            visits_sudo = visits_sudo.search([("host_id", "in", self.ids), ("state", "in", ("planned", "running"))])
        return super()._hotel_responsibilities() + [
            {"record": visit, "kind": "visit", "name": visit.display_name, "user_field": "host_id"} for visit in visits_sudo
        ]
