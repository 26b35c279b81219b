from odoo import models


class HotelVisit(models.Model):
    """K5: the guests of an approved visit stand at the door as announced visitors."""

    _inherit = "hotel.visit"

    def _announce(self):
        """Bring the door's list into line with the visits (superuser mode): new guests, moved times, visits that are over."""
        entries = self.env["hotel.visitor.entry"]
        for visit in self:
            waiting = visit.entry_ids.filtered(lambda entry: entry.state in ("announced", "missed"))
            if visit.state == "cancelled":
                waiting.write({"state": "cancelled"})
                continue
            if visit.state == "returned":
                waiting.filtered(lambda entry: entry.state == "announced").write({"state": "missed"})
                continue
            if visit.state not in ("planned", "running"):
                continue
            waiting.write({"expected_at": visit.arrival, "host_id": visit.host_id.id, "state": "announced"})
            known = visit.entry_ids.guest_id
            entries.create([
                {
                    "company_id": visit.company_id.id,
                    "visit_id": visit.id,
                    "guest_id": guest.id,
                    "name": guest.name,
                    "firm": guest.firm or visit.firm,
                    "kind_id": visit.kind_id.id,
                    "phone": guest.phone,
                    "plate": False,
                    "purpose": False,
                    "persons": 1,
                    "host_id": visit.host_id.id,
                    "expected_at": visit.arrival,
                    "code": entries._new_code(),
                }
                for guest in visit.guest_ids - known
            ])

    def _visit_people(self):
        """Return the users of hosts, delegate and who prepared the visit."""
        return (self._visit_hosts() | self.delegate_id).user_id | self.user_id
