from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class HotelCallbackRegulation(models.Model):
    """A firm's whole callback regulation as a template: switching it on copies its rules and windows for a hotel (I2)."""

    _name = "hotel.callback.regulation"
    _description = "Callback Regulation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True, help="What the regulation asks for, in a few sentences.")
    active = fields.Boolean(default=True)
    rule_ids = fields.One2many("hotel.callback.rule", "regulation_id", "Rules", domain=[("template", "=", True)])
    windows = fields.Char(
        "Call windows", help="Hours of the regulation, as 10:00-11:40, 15:00-18:00. Empty: the hotel's windows stay as they are."
    )
    live_count = fields.Integer("Rules switched on", compute="_compute_live_count")

    def _compute_live_count(self):
        counts = dict(
            self.env["hotel.callback.rule"]._read_group(
                [("regulation_id", "in", self.ids), ("template", "=", False), ("company_id", "in", self.env.companies.ids)],
                ["regulation_id"],
                ["__count"],
            )
        )
        for regulation in self:
            regulation.live_count = counts.get(regulation, 0)

    def action_switch_on(self):
        """Copy the rules of the template for the current hotel and switch them on.

        :raise UserError: when they are on already, or when one of them would plan more than is allowed
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env["hotel.callback.rule"].has_access("create"):
            raise AccessError(self.env._("Callback rules are switched on by the sales head or a settings manager."))
        rules = self.env["hotel.callback.rule"]
        if rules.search_count([
            ("regulation_id", "=", self.id), ("template", "=", False), ("company_id", "=", self.env.company.id)
        ], limit=1):  # fmt: skip
            raise UserError(
                self.env._(
                    "%(regulation)s is in use at %(hotel)s already: change its rules there.",
                    regulation=self.name,
                    hotel=self.env.company.name,
                )
            )
        made = rules.browse()
        copies = {}
        for template in self.rule_ids:
            # What a template starts from was checked when it was written: who switches it on need not read it themselves.
            copy = template.sudo().copy({"template": False, "company_id": self.env.company.id, "name": template.name})
            copies[template] = copy.sudo(False)
            made |= copies[template]
        for template, rule in copies.items():
            if template.after_rule_id:
                rule.sudo().after_rule_id = copies.get(template.after_rule_id, template.after_rule_id)
        self._set_windows()
        made.action_switch_on()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "hotel.callback.rule",
            "view_mode": "list,form",
            "domain": [("id", "in", made.ids)],
        }

    def _set_windows(self):
        """Replace the hotel's call windows by those of the regulation."""
        if not self.windows:
            return
        windows_sudo = self.env["hotel.callback.window"].sudo()
        windows_sudo.search([("company_id", "=", self.env.company.id)]).unlink()
        windows_sudo.create([
            {"company_id": self.env.company.id, "hour_from": _hour(begin), "hour_to": _hour(end)}
            for begin, end in (each.strip().split("-") for each in self.windows.split(","))
        ])


def _hour(clock):
    hours, minutes = clock.strip().split(":")
    return int(hours) + int(minutes) / 60
