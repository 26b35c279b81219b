from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.handover import Post, changes_post


class HrEmployee(models.Model):
    """E8, I11: nobody leaves a post before what they are responsible for is handed over.

    Where a person works is written on many roads: `hr.version` (create, write, unlink, later versions), the employee,
    the resource behind it, the user. Each road compares the posts before and after, or asks here before it goes on.
    A departure is recorded all the same; the final pay is held until the hand-over is done.
    """

    _inherit = "hr.employee"

    hotel_final_pay_held = fields.Boolean(
        "Final pay held",
        compute="_compute_hotel_final_pay_held",
        search="_search_hotel_final_pay_held",
        groups="hr.group_hr_user",
        help="The employee leaves or has left, and something that they are responsible for is not handed over yet.",
    )
    hotel_open_responsibilities = fields.Text(
        "To be handed over", compute="_compute_hotel_final_pay_held", groups="hr.group_hr_user"
    )
    hotel_open_count = fields.Integer(
        "Responsibilities", compute="_compute_hotel_final_pay_held", groups="hr.group_hr_user"
    )

    def _compute_hotel_final_pay_held(self):
        open_items = self.sudo()._hotel_open_responsibilities()
        for employee in self:
            items = open_items.get(employee.sudo(), [])
            employee.hotel_open_count = len(items)
            employee.hotel_open_responsibilities = "\n".join(item["name"] for item in items) or False
            employee.hotel_final_pay_held = bool(items) and employee.sudo()._hotel_is_leaving()

    def _search_hotel_final_pay_held(self, operator, value):
        if operator != "in":
            return NotImplemented
        leavers_sudo = self.sudo().with_context(active_test=False).search(
            Domain("active", "=", False) | Domain("current_version_id.departure_date", "!=", False)
        )
        held = Domain("id", "in", [employee.id for employee in leavers_sudo._hotel_open_responsibilities()])
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return held if True in wanted else ~held

    def write(self, vals):
        if "user_id" in vals:
            # Before the new user stands in the cache; the resource, which keeps it, is asked too when written directly.
            self.sudo().filtered(
                lambda employee: employee.user_id and employee.user_id.id != vals["user_id"]
            )._hotel_refuse_if_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_responsibilities(self):
        self._hotel_refuse_if_open()

    def action_hotel_hand_over(self):
        """Make a hand-over of everything that the employee is responsible for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand-over"),
            "res_model": "hotel.handover",
            "views": [(False, "form")],
            "context": {
                "default_employee_id": self.id,
                "default_reason": "leaving" if self.sudo()._hotel_is_leaving() else "department",
            },
        }

    # ------------------------------------------------------------------ hooks for other addons

    def _hotel_responsibilities(self):
        """Return what these employees are responsible for and would have to hand over.

        Addons extend the list. `self` (superuser mode) may hold many employees: search once for all of them.

        :return: list of dicts: record, kind (short name, e.g. "guarantor"), name (in words, for the list), user_field (the
            field of the record that names the employee or the user; a hand-over writes the successor there),
            employee (may be left out where the user field tells it)
        """
        return []

    def _hotel_hand_over(self, lines, to):
        """Give what the lines (`hotel.handover.line`) name to employee `to`. Addons extend this for what is more than a field.

        Lines without a user field are left to the addon that listed them.
        """
        self.ensure_one()
        for (model, field), same in lines.filtered("user_field").grouped(lambda line: (line.res_model, line.user_field)).items():
            records_sudo = self.env[model].sudo().browse(same.mapped("res_id")).exists()
            # What has gone to somebody else in the meantime is not theirs to give.
            records_sudo = records_sudo.filtered(lambda record, field=field: record[field] in (self, self.user_id))
            comodel = records_sudo._fields[field].comodel_name
            records_sudo.write({field: to.user_id.id if comodel == "res.users" else to.id})

    # ------------------------------------------------------------------ guards

    def _hotel_is_leaving(self):
        """Return whether a departure is recorded or the employee is archived (superuser mode)."""
        self.ensure_one()
        return not self.active or bool(self.current_version_id.departure_date)

    def _hotel_open_responsibilities(self):
        """Return {employee: [item]} of what is not handed over yet, employees without anything left out (superuser mode)."""
        if not self:
            return {}
        by_user = defaultdict(self.browse)
        for employee in self:
            if employee.user_id:
                by_user[employee.user_id] |= employee
        covered = self._hotel_covered()
        result = defaultdict(list)
        for item in self._hotel_responsibilities():
            owner = item.get("employee") or item["record"].sudo()[item["user_field"]]
            if owner._name == "res.users":
                owner = by_user[owner]
            for employee in self & owner.sudo():
                if (employee.id, item["record"]._name, item["record"].id, item["kind"]) not in covered:
                    result[employee].append(item)
        return dict(result)

    def _hotel_covered(self):
        """Return the set of (employee id, model, record id, kind) that done hand-overs, not used up by a transfer, cover."""
        lines_sudo = self.env["hotel.handover.line"].sudo().search([
            ("handover_id.employee_id", "in", self.ids),
            ("handover_id.state", "=", "done"),
            ("handover_id.used_at", "=", False),
        ])
        return {(line.handover_id.employee_id.id, line.res_model, line.res_id, line.kind) for line in lines_sudo}

    def _hotel_refuse_if_open(self):
        """Refuse a change of post as long as something is open.

        :raise UserError: naming for each employee what has to be handed over
        """
        problems = []
        for employee, items in self.sudo()._hotel_open_responsibilities().items():
            problems.append(
                self.env._(
                    "%(name)s cannot change post before handing over:\n%(items)s",
                    name=employee.name,
                    items="\n".join(f"- {item['name']}" for item in items),
                )
            )
        if problems:
            problems.append(
                self.env._(
                    "Make a hand-over (Hotel > My work > Hand-overs) and have it confirmed. "
                    "Who leaves the hotel is registered with the departure wizard; the final pay is held until then."
                )
            )
            raise UserError("\n\n".join(problems))

    def _hotel_refuse_vanishing(self):
        """Refuse to archive employees or their users without a recorded departure as long as something is open."""
        self.sudo().filtered(lambda employee: not employee.current_version_id.departure_date)._hotel_refuse_if_open()

    def _hotel_posts(self):
        """Return {employee: [Post]} from today on, the present post first (superuser mode)."""
        today = fields.Date.today()
        versions = self.env["hr.version"].sudo().search([("employee_id", "in", self.ids)], order="date_version")
        posts = {}
        for employee, own in versions.grouped("employee_id").items():
            past = own.filtered(lambda version: version.date_version <= today)
            coming = own - past
            # Core takes the first version when none has begun yet.
            timeline = (past[-1:] or coming[:1]) | coming
            posts[employee] = [Post(version.department_id.id, version.job_id.id) for version in timeline]
        return posts

    def _hotel_check_posts(self, before):
        """Compare the posts of `_hotel_posts()` taken before a change with those of now, and refuse the change or note that
        it used up a hand-over (superuser mode)."""
        after = self._hotel_posts()
        moved = self.filtered(lambda employee: changes_post(before.get(employee), after.get(employee)))
        if moved:
            moved._hotel_refuse_if_open()
            self.env["hotel.handover"].sudo().search([
                ("employee_id", "in", moved.ids),
                ("state", "=", "done"),
                ("reason", "!=", "leaving"),
                ("used_at", "=", False),
            ]).write({"used_at": fields.Datetime.now()})
