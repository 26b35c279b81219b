from odoo import api, fields, models


class EventEvent(models.Model):
    """H14, H23: what stays of an event when it is over: its file, its damage notes, its closing report."""

    _inherit = "event.event"

    hotel_archive_ids = fields.One2many("hotel.event.archive.item", "event_id", "Archive list")
    hotel_archive_missing = fields.Integer("Still missing in the file", compute="_compute_hotel_archive_missing")
    hotel_damage_ids = fields.One2many("hotel.event.damage", "event_id", "Damage")
    hotel_before_end = fields.Boolean(compute="_compute_hotel_before_end")
    hotel_damage_count = fields.Integer("Damage notes", compute="_compute_hotel_damage_count")

    @api.depends("hotel_archive_ids.complete")
    def _compute_hotel_archive_missing(self):
        for event in self:
            event.hotel_archive_missing = len(event.hotel_archive_ids.filtered(lambda item: not item.complete))

    @api.depends("date_end")
    def _compute_hotel_before_end(self):
        now = fields.Datetime.now()
        for event in self:
            event.hotel_before_end = not event.date_end or event.date_end > now

    def _compute_hotel_damage_count(self):
        counts = dict(self.env["hotel.event.damage"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"]))
        for event in self:
            event.hotel_damage_count = counts.get(event, 0)

    def action_hotel_closing(self):
        """Open the closing report of the event, made when there is none yet."""
        self.ensure_one()
        return self.hotel_order_id.action_closing()

    def action_hotel_damage(self):
        """List the damage notes of the event; a new one is for it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_damage_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {"default_event_id": self.id}}

    # ------------------------------------------------------------------ private

    def _hotel_apply_kind(self, kind):
        result = super()._hotel_apply_kind(kind)
        self._hotel_fill_archive()
        return result

    def _hotel_fill_archive(self):
        """H14: give each event the archive list of its kind, or the one of every kind.

        What the list of another kind asked for goes, unless something was filed for it.
        """
        items_sudo = self.env["hotel.event.archive.item"].sudo()
        common = self.env["hotel.event.kind.archive"].sudo().search([("kind_id", "=", False)])
        vals_list = []
        for event in self.sudo():
            wanted = event.hotel_order_id.kind_id.archive_ids or common
            items_sudo |= event.hotel_archive_ids.filtered(
                lambda item, wanted=wanted: item.template_id and item.template_id not in wanted and not (item.document_ids or item.waived_at)
            )
            known = event.hotel_archive_ids.template_id
            vals_list += [
                {"event_id": event.id, "template_id": template.id, "name": template.name, "check": template.check, "sequence": template.sequence}
                for template in wanted - known
            ]
        items_sudo.unlink()
        items_sudo.create(vals_list)

    def _hotel_check_archive(self, check):
        """Return what the server found of an archive item, in words; False when there is nothing. Parts of the work extend it.

        :param str check: one of `hotel_event_kind_archive.CHECKS` (superuser mode)
        """
        self.ensure_one()
        order = self.hotel_order_id
        if check == "offer" and order.sale_order_id.state == "sale" and order.sale_order_id.signed_by:
            return self.env._("%(offer)s, signed by %(name)s", offer=order.sale_order_id.name, name=order.sale_order_id.signed_by)
        if check == "guests" and (count := len(self.registration_ids.filtered(lambda guest: guest.state != "cancel"))):
            return self.env._("%s guests on the list", count)
        if check == "run_sheet" and (count := len(self.hotel_item_ids)):
            return self.env._("%s items", count)
        if check == "costs" and (moves := order._get_final_moves()):
            return ", ".join(moves.mapped("name"))
        if check == "feedback" and (count := self.hotel_guest_answers + self.hotel_host_answers):
            return self.env._("%s answers", count)
        if check == "closing" and order.closing_ids.filtered(lambda closing: closing.state != "draft"):
            return order.closing_ids[:1].display_name
        return False

    def _hotel_get_cost(self):
        """H13: return what the event has cost so far by its analytic account, in the company's currency."""
        self.ensure_one()
        return self.hotel_actual_cost

    def _hotel_count_incidents(self):
        """H21: return how many incidents the log holds; a correction of one is none."""
        self.ensure_one()
        return self.env["hotel.event.incident"].search_count([("event_id", "=", self.id), ("corrects_id", "=", False)])
