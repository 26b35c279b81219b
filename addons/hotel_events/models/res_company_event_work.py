from odoo import fields, models


class ResCompany(models.Model):
    """H21, H22: what the emergency plans of the house begin with, and when guests are invited."""

    _inherit = "res.company"

    hotel_event_call_days = fields.Integer("Telephone invitations", default=14, help="H22: days before the event.")
    hotel_event_letter_days = fields.Integer("Letters after the calls", default=2, help="H22: days after the calls.")
    hotel_event_reminder_days = fields.Integer("Reminder", default=1, help="H22: days before the event.")
    hotel_event_exits = fields.Text("Exits and escape routes", translate=True)
    hotel_event_assembly_point = fields.Char("Assembly point", translate=True)
    hotel_event_doctor_phone = fields.Char("Phone of the doctor", default="120")
    hotel_event_fire_phone = fields.Char("Phone of the fire brigade", default="119")
    hotel_event_police_phone = fields.Char("Phone of the police", default="110")

    _hotel_event_invitation_days = models.Constraint(
        "CHECK (hotel_event_call_days >= 0 AND hotel_event_letter_days >= 0 AND hotel_event_reminder_days >= 0)",
        "Days of invitations are 0 or more.",
    )
