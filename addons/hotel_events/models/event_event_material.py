from odoo import fields, models


class EventEvent(models.Model):
    """H11: what the event needs, what has come, and what was handed out."""

    _inherit = "event.event"

    hotel_material_ids = fields.One2many("hotel.event.material", "event_id", "Materials and gifts", copy=False)
    hotel_material_count = fields.Integer(compute="_compute_hotel_material_count")
    hotel_material_missing = fields.Integer("Materials to come", compute="_compute_hotel_material_count")

    def _compute_hotel_material_count(self):
        rows = self.env["hotel.event.material"]._read_group([("event_id", "in", self.ids)], ["event_id", "state"], ["__count"])
        counts = {}
        for event, state, count in rows:
            counts.setdefault(event.id, {})[state] = count
        for event in self:
            states = counts.get(event.id, {})
            event.hotel_material_count = sum(states.values())
            event.hotel_material_missing = states.get("expected", 0) + states.get("partial", 0)

    def action_hotel_materials(self):
        """List what the event needs."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_material_action")
        return {
            **action,
            "domain": [("event_id", "=", self.id)],
            "context": {"default_event_id": self.id, "search_default_by_kind": 1},
        }

    def _hotel_get_material_groups(self):
        """Return [(label of the kind, materials)] for the hand-out sheet."""
        self.ensure_one()
        labels = dict(self.hotel_material_ids._fields["kind"]._description_selection(self.env))
        return [(labels[kind], materials) for kind, materials in self.hotel_material_ids.grouped("kind").items()]

    def _hotel_get_material_signatures(self):
        """Return who signs the hand-out sheet."""
        return [{"label": self.env._("Handed out (responsible)")}, {"label": self.env._("Checked (coordinator)")}]

    def _hotel_count_gift_scans(self):
        """Return {event: how many guests have passed a check point for gifts} (H10), one query for all events."""
        return dict(
            self.env["hotel.event.scan"].sudo()._read_group(
                [("event_id", "in", self.ids), ("checkpoint_id.kind", "=", "gift")], ["event_id"], ["__count"]
            )
        )

    def _hotel_apply_kind(self, kind):
        """H11: bring in what the kind's template lists and the event has not got yet."""
        result = super()._hotel_apply_kind(kind)
        for event in self:
            known = event.hotel_material_ids.template_id
            desk_taken = any(event.hotel_material_ids.mapped("at_check_point"))
            vals_list = [template._prepare_material_vals(event) for template in kind.material_ids - known]
            for vals in vals_list:
                vals["at_check_point"] = vals["at_check_point"] and not desk_taken
            # What the template brings is the server's to mark as such.
            self.env["hotel.event.material"].sudo().create(vals_list)._copy_translations()
        return result

    def _hotel_moved(self, by):
        """H11: what is still to come is due so many days of the hotel's calendar later or earlier."""
        company = self.company_id or self.env.company
        now, before = (company._hotel_local(moment).date() for moment in (self.date_begin, self.date_begin - by))
        return super()._hotel_moved(by) + self.hotel_material_ids._move_due_dates((now - before).days)

    def _hotel_on_or_off(self):
        """H11: nothing has to come for an event that does not take place."""
        super()._hotel_on_or_off()
        self.hotel_material_ids._follow_deadline()

    def _hotel_cancelled(self, reason):
        """H11: what was ordered is called off."""
        to_do = super()._hotel_cancelled(reason)
        to_come = self.hotel_material_ids.filtered("to_come")
        if to_come:
            to_do.append(self.env._("Still to come: %s. Call it off where it was ordered.", ", ".join(to_come.mapped("name"))))
        return to_do
