from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

CHUNK = 1000
#: Stands where a name stood.
NOBODY = "***"


class HotelVisitorErasure(models.Model):
    """The deletion of personal data after the company's time (K5): one run a day and company, kept as proof.

    What happened stays (M2): times, badge, who let in, who refused and why, what the visit cost. Who it was goes.
    """

    _name = "hotel.visitor.erasure"
    _description = "Deletion of Personal Data"
    _inherit = ["hotel.run.mixin"]
    _order = "day desc, id desc"
    _run_cron = "hotel_reception.cron_visitor_erasure"

    day = fields.Date(required=True, readonly=True, default=lambda self: self.env.company._hotel_today())
    total = fields.Integer("To delete")
    done = fields.Integer("Deleted")
    _server_fields = frozenset({"day"})

    _one_a_day = models.UniqueIndex("(company_id, day)", "There is a deletion of this day already.")

    @api.depends("day", "company_id")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{run.day} - {run.company_id.name}"

    @api.model
    def _cron_erase(self):
        """K5: start the day's deletion where there is something to delete, and work on it."""
        for company in self.env["res.company"].search([]):
            day = company._hotel_today()
            run = self.search([("company_id", "=", company.id), ("day", "=", day)])
            if not run:
                run = self.new({"company_id": company.id, "day": day})
                if not run._count_left():
                    continue
                run = self.create({"company_id": company.id, "day": day})
            if run.state in ("draft", "done") and run._count_left():
                run._start()
        self.search([("state", "=", "running")])._work_in_cron()

    def _entries_domain(self):
        company = self.company_id
        before = fields.Datetime.now() - timedelta(days=company.hotel_visitor_keep_days)
        over = (
            (Domain("state", "=", "left") & Domain("departure", "<", before))
            | (Domain("state", "=", "refused") & Domain("refused_at", "<", before))
            | (Domain("state", "in", ("missed", "cancelled", "announced")) & Domain("expected_at", "<", before))
        )
        # A badge that is still out keeps the name: somebody has to ask for it.
        kept = Domain("badge_given_at", "!=", False) & Domain("badge_returned_at", "=", False) & Domain("badge_id.lost_at", "=", False)
        return Domain("company_id", "=", company.id) & Domain("erased_at", "=", False) & over & ~kept

    def _guests_domain(self):
        company = self.company_id
        before = fields.Datetime.now() - timedelta(days=company.hotel_visit_keep_days)
        return (
            Domain("visit_id.company_id", "=", company.id)
            & Domain("erased_at", "=", False)
            & Domain("visit_id.departure", "<", before)
            & Domain("visit_id.approval_state", "!=", "pending")
        )

    def _count_left(self):
        self.ensure_one()
        return self.env["hotel.visitor.entry"].sudo().search_count(self._entries_domain()) + self.env[
            "hotel.visit.guest"
        ].sudo().search_count(self._guests_domain())

    def _work_chunk(self, limit=None):
        limit = limit or CHUNK
        now = fields.Datetime.now()
        entries = self.env["hotel.visitor.entry"].sudo().search(self._entries_domain(), limit=limit)
        guests = self.env["hotel.visit.guest"].sudo()
        if entries:
            entries.write({
                "name": NOBODY, "phone": False, "plate": False, "purpose": False, "code": False, "client_ref": False, "guest_id": False,
                "host_note": False, "erased_at": now,
            })  # fmt: skip
            self._forget_names(entries)
        else:
            guests = guests.search(self._guests_domain(), limit=limit)
            guests.write({"name": NOBODY, "phone": False, "email": False, "gender": False, "title": False, "erased_at": now})
        count = len(entries) + len(guests)
        if not count:
            self._finish()
            return 0
        self._advance(count)
        return count

    def _forget_names(self, entries):
        """Deadlines keep the name of what they concern; these forget it too."""
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", entries._name), ("res_id", "in", entries.ids)])
        clocks.write({"record_name": NOBODY})
        self.env["mail.activity"].sudo().search([
            ("res_model", "=", entries._name), ("res_id", "in", entries.ids),
        ]).write({"res_name": NOBODY})  # fmt: skip
