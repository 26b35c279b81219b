from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .helpdesk_ticket import MANAGER


class HotelMysteryFinding(models.Model):
    """What a check found: put right by its responsible until a day, then looked at again by somebody else (J10)."""

    _name = "hotel.mystery.finding"
    _description = "Finding of a Check"
    _inherit = ["hotel.protected.mixin"]
    _order = "check_id desc, sequence, id"

    _server_fields = frozenset({"state", "fixed_at", "fixed_by_id", "verified_at", "verified_by_id", "rechecks"})
    #: What the responsible writes about it.
    _of_responsible = frozenset({"fix_note"})

    check_id = fields.Many2one("hotel.mystery.check", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="check_id.company_id", store=True, index=True)
    outlet_id = fields.Many2one(related="check_id.outlet_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Finding", required=True)
    severity = fields.Selection([("minor", "Minor"), ("serious", "Serious"), ("critical", "Critical")], required=True, default="minor")
    user_id = fields.Many2one("res.users", "Responsible", domain="[('share', '=', False)]", index=True, ondelete="restrict")
    due_date = fields.Date("Put right by")
    state = fields.Selection(
        [("open", "To put right"), ("fixed", "To re-check"), ("verified", "Put right")], required=True, default="open", readonly=True, copy=False, index=True
    )
    fix_note = fields.Text("What was done")
    fixed_at = fields.Datetime("Put right on", readonly=True, copy=False)
    fixed_by_id = fields.Many2one("res.users", "Put right by (person)", readonly=True, copy=False, ondelete="restrict")
    verified_at = fields.Datetime("Re-checked on", readonly=True, copy=False)
    verified_by_id = fields.Many2one("res.users", "Re-checked by", readonly=True, copy=False, ondelete="restrict")
    rechecks = fields.Integer("Re-checks failed", readonly=True, copy=False)

    def write(self, vals):
        if not self.env.su:
            others = vals.keys() - self._of_responsible
            for finding in self:
                if vals.get("check_id", finding.check_id.id) != finding.check_id.id:
                    raise UserError(self.env._("%(finding)s belongs to %(check)s and stays there.", finding=finding.name, check=finding.check_id.name))
                if others and finding.check_id.state != "planned" and not self.env.user.has_group(MANAGER):
                    raise UserError(self.env._("%(finding)s is reported; its responsible writes what was done.", finding=finding.name))
                if finding.state != "open" and vals:
                    raise UserError(self.env._("%(finding)s is put right or waits for the re-check.", finding=finding.name))
        due = {finding: finding.due_date for finding in self}
        owners = {finding: finding.user_id for finding in self}
        result = super().write(vals)
        for finding in self.sudo().filtered(lambda finding: finding.check_id.state == "reported" and finding.state == "open"):
            if not finding.user_id or not finding.due_date:
                raise UserError(self.env._("%(finding)s: name who puts it right until when.", finding=finding.name))
            if finding.due_date != due[finding.sudo(False)]:
                self.env["hotel.clock"].move(finding, "mystery_finding", finding._get_due())
            if finding.user_id != owners[finding.sudo(False)]:
                self.env["hotel.clock"].give(finding, finding.user_id)
        return result

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        if late := findings.check_id.filtered(lambda check: check.state != "planned"):
            raise UserError(self.env._("%(checks)s: reported, so no finding is added.", checks=", ".join(late.mapped("display_name"))))
        return findings

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_reported(self):
        if self.check_id.filtered(lambda check: check.state != "planned"):
            raise UserError(self.env._("Findings of a reported check stay on record."))

    def action_fixed(self):
        """J10: the responsible says what was done; the re-check is asked for."""
        for finding in self:
            finding.check_access("read")
            if self.env.user != finding.user_id and not self.env.user.has_group(MANAGER):
                raise AccessError(self.env._("%(finding)s is put right by %(user)s.", finding=finding.name, user=finding.user_id.sudo().name))
            if finding.state != "open" or finding.check_id.state != "reported":
                raise UserError(self.env._("%(finding)s is not waiting to be put right.", finding=finding.name))
            if not (finding.fix_note or "").strip():
                raise UserError(self.env._("%(finding)s: write down what was done.", finding=finding.name))
            finding_sudo = finding.sudo()
            finding_sudo.write({"state": "fixed", "fixed_at": fields.Datetime.now(), "fixed_by_id": self.env.uid})
            self.env["hotel.clock"].stop(finding_sudo, "mystery_finding")
            check_sudo = finding_sudo.check_id
            self.env["hotel.clock"].start(
                finding_sudo, "mystery_recheck", self.env["hotel.workdays"].deadline(fields.Datetime.now(), 3, finding_sudo.company_id),
                check_sudo.checker_id, name=lambda env: env._("Re-check"),
            )  # fmt: skip
        return True

    def action_verify(self):
        """J10: the re-check found it put right."""
        for finding in self:
            finding._recheck()
            finding.sudo().write({"state": "verified", "verified_at": fields.Datetime.now(), "verified_by_id": self.env.uid})
            finding.sudo().check_id._close_if_done()
        return True

    def action_fail(self, due_date=None):
        """J10: the re-check found it as before; it is to be put right anew, by `due_date` (date or its text) or in 3 working days."""
        for finding in self:
            finding._recheck()
            company = finding.company_id
            day = fields.Date.to_date(due_date) if isinstance(due_date, str) else due_date
            day = day or self.env["hotel.workdays"].add_working_days(company._hotel_today(), 3, company)
            finding.sudo().write({"state": "open", "rechecks": finding.rechecks + 1, "due_date": day, "fixed_at": False, "fixed_by_id": False})
            finding.sudo()._start_clock()
        return True

    def _recheck(self):
        """Check that the current user may re-check this finding now, and end the deadline of it."""
        self.ensure_one()
        self.check_id._check_checker()
        if self.state != "fixed":
            raise UserError(self.env._("%(finding)s does not wait for a re-check.", finding=self.name))
        if self.env.user == self.fixed_by_id:
            raise UserError(self.env._("%(finding)s: who put it right does not re-check it.", finding=self.name))
        self.env["hotel.clock"].stop(self.sudo(), "mystery_recheck")

    def _start_clock(self):
        """Start the deadlines of findings that are to be put right (superuser mode)."""
        self.env["hotel.clock"].start_many([
            {"record": finding, "kind": "mystery_finding", "due": finding._get_due(), "owner": finding.user_id, "name": lambda env: env._("Put right")}
            for finding in self
            if finding.state == "open"
        ])

    def _get_due(self):
        """Return the end of the day by which it is to be put right, as naive UTC."""
        return self.company_id._hotel_utc(fields.Datetime.to_datetime(self.due_date).replace(hour=23, minute=59, second=59))

    def _get_report_problems(self):
        problems = []
        if not self.user_id:
            problems.append(self.env._("%(finding)s: nobody is responsible.", finding=self.name))
        if not self.due_date:
            problems.append(self.env._("%(finding)s: the day by which it is put right is missing.", finding=self.name))
        elif self.due_date < self.company_id._hotel_today():
            problems.append(self.env._("%(finding)s: the day by which it is put right has passed.", finding=self.name))
        return problems
