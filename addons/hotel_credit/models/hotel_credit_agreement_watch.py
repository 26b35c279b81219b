from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import document_watch
from ..rules.renewal import renewal_due

#: Agreements handled in one step; a step is one transaction.
WATCH_LIMIT = 200


class HotelCreditAgreementWatch(models.Model):
    """What comes by itself: renewal reminders (A6), documents that expire (A8), the end of an agreement (C5)."""

    _inherit = "hotel.credit.agreement"

    renewal_due = fields.Date(
        "Renewal to be filed by",
        compute="_compute_renewal_due",
        store=True,
        precompute=True,
        index=True,
        help="Two calendar months (setting) before the last day (A6).",
    )
    renewal_reminded_on = fields.Date("Reminded of the renewal", readonly=True, copy=False)
    renewal_asked_on = fields.Date("Asked for the renewal", readonly=True, copy=False)
    started = fields.Boolean(readonly=True, copy=False, help="The limit was put into the month's counter (first day).")

    documents_watched_on = fields.Date("Documents looked at", readonly=True, copy=False)

    _server_fields = frozenset({
        "renewal_due", "renewal_reminded_on", "renewal_asked_on", "started", "documents_watched_on",
    })  # fmt: skip

    # M6: the number of months is taken when the last day is set; changing the setting moves no due day.
    @api.depends("date_end")
    def _compute_renewal_due(self):
        for agreement in self:
            months = agreement.company_id.sudo().hotel_renewal_months
            agreement.renewal_due = agreement.date_end and renewal_due(agreement.date_end, months)

    @api.model
    def _cron_watch(self):
        """Start, expire, remind. Each step is committed; a run that is cut off goes on where it was."""
        cron = self.env["ir.cron"]
        for step in (self._start_due, self._expire_due, self._remind_renewals, self._watch_documents):
            while done := step(WATCH_LIMIT):
                if not cron._commit_progress(done):
                    return

    def _get_companies_by_today(self):
        """Return {today at the hotel: companies}."""
        return self.env["res.company"].sudo().search([]).grouped(lambda company: company._hotel_today())

    @api.model
    def _search_by_today(self, get_domain, limit):
        """Return up to `limit` locked agreements of each company for which `get_domain(today)` holds."""
        found = self.browse()
        for today, companies in self._get_companies_by_today().items():
            domain = Domain("company_id", "in", companies.ids) & get_domain(today)
            # Rows that somebody else holds are taken next time; those that changed meanwhile fall out.
            found |= self.sudo().search(domain, limit=limit, order="id").try_lock_for_update().filtered_domain(domain)
        return found

    @api.model
    def _start_due(self, limit=None):
        """C5: on its first day an agreement that was activated ahead takes effect on the month's counter. Never commits."""
        agreements = self._search_by_today(
            lambda today: Domain("state", "in", ("active", "suspended"))
            & Domain("started", "=", False)
            & Domain("date_start", "<=", today),
            limit,
        )
        for agreement in agreements:
            self.env["hotel.credit.month"]._apply_limit(agreement)
        agreements.write({"started": True})
        return len(agreements)

    @api.model
    def _expire_due(self, limit=None):
        """C5: what had its last day before today is expired. Never commits. Return how many."""
        agreements = self._search_by_today(
            lambda today: Domain("state", "in", ("active", "suspended")) & Domain("date_end", "<", today), limit
        )
        agreements.write({"state": "expired"})
        for agreement in agreements:
            agreement._tell_salesperson(
                "hotel_credit.mail_activity_renewal",
                agreement.company_id._hotel_today(),
                lambda env, agreement=agreement: env._(
                    "Agreement %(name)s has expired: no charge until a renewal is active", name=agreement.name
                ),
            )
        return len(agreements)

    @api.model
    def _remind_renewals(self, limit=None):
        """A6: tell the salesperson ahead of the day by which a renewal is due, and on it. Never commits."""
        lead = {company: company.hotel_renewal_remind_days for company in self.env["res.company"].sudo().search([])}
        done = 0
        for company, days in lead.items():
            today = company._hotel_today()
            running = Domain("company_id", "=", company.id) & Domain("state", "in", ("active", "suspended"))
            ahead = running & Domain("renewal_reminded_on", "=", False)
            ahead &= Domain("renewal_due", "<=", today + timedelta(days=days))
            on_day = running & Domain("renewal_asked_on", "=", False) & Domain("renewal_due", "<=", today)
            for domain, field in ((on_day, "renewal_asked_on"), (ahead, "renewal_reminded_on")):
                agreements = self.sudo().search(domain, limit=limit, order="id").try_lock_for_update()
                agreements = agreements.filtered_domain(domain)
                done += len(agreements)
                for agreement in agreements - agreements._get_renewed():
                    # Found late (the cron stood still): one activity is enough.
                    if field == "renewal_reminded_on" and agreement.renewal_asked_on:
                        continue
                    agreement._tell_renewal(field == "renewal_asked_on")
                agreements.write({field: today})
        return done

    def _tell_renewal(self, is_due):
        self.ensure_one()
        values = {"name": self.name, "customer": self.commercial_partner_id.name, "due": self.renewal_due}
        self._tell_salesperson(
            "hotel_credit.mail_activity_renewal",
            self.renewal_due,
            (lambda env: env._("Renewal of %(name)s (%(customer)s) is due today: %(due)s", **values))
            if is_due
            else (lambda env: env._("File the renewal of %(name)s (%(customer)s) by %(due)s", **values)),
        )

    def _get_renewed(self):
        """A6: return those for which a renewal was handed in already."""
        applications = self.env["hotel.credit.application"].sudo().search([
            ("previous_agreement_id", "in", self.ids),
            ("approval_state", "in", ("pending", "approved")),
        ])
        return applications.previous_agreement_id.filtered(lambda agreement: agreement in self)

    def _tell_salesperson(self, activity_type, deadline, get_summary):
        """Give the salesperson an activity in their language; `get_summary(env)` returns its text."""
        self.ensure_one()
        self.activity_schedule(
            activity_type,
            date_deadline=deadline,
            user_id=self.user_id.id,
            summary=get_summary(self.with_context(lang=self.user_id.lang).env),
        )

    # ------------------------------------------------------------------ documents (A8)

    def _get_paper_owners(self):
        """A2, A8: return this agreement and those that it renewed: a good copy is not asked for twice, so theirs count."""
        self.ensure_one()
        owners = step = self
        while step := step.application_id.previous_agreement_id - owners:
            owners |= step
        return owners

    def _get_current_documents(self):
        """A8: return {agreement id: {type: the copy of each document that ends last}}.

        The copies are those of the applications, of renewed agreements too, and those handed in during the agreements.
        """
        owners = {agreement.id: agreement._get_paper_owners() for agreement in self}
        everyone = self.concat(*owners.values())
        documents = self.env["hotel.credit.document"].sudo().search(
            Domain("has_file", "=", True)
            & (
                Domain("agreement_id", "in", everyone.ids)
                | Domain("application_id", "in", everyone.application_id.ids)
            ),
            order="id",
        )
        by_application = {agreement.application_id: agreement for agreement in everyone if agreement.application_id}
        heirs = defaultdict(set)
        for agreement_id, owned in owners.items():
            for owner in owned:
                heirs[owner].add(agreement_id)
        result = {agreement.id: {} for agreement in self}
        for document in documents:
            for agreement_id in heirs[document.agreement_id or by_application[document.application_id]]:
                copies = result[agreement_id]
                known = copies.get(document.type_id)
                if not known or not document.expires_on or (known.expires_on and known.expires_on <= document.expires_on):
                    copies[document.type_id] = document
        return result

    @api.model
    def _watch_documents(self, limit=None):
        """A8: ask for new copies of what expires, suspend by policy, lift when they are there. Never commits.

        Each agreement is looked at once a day. Return how many were.
        """
        agreements = self._search_by_today(
            lambda today: Domain("state", "in", ("active", "suspended"))
            & (Domain("documents_watched_on", "=", False) | Domain("documents_watched_on", "<", today)),
            limit,
        )
        current = agreements._get_current_documents()
        for agreement in agreements:
            agreement._watch_own_documents(list(current[agreement.id].values()))
            agreement.documents_watched_on = agreement.company_id._hotel_today()
        return len(agreements)

    def _watch_own_documents(self, documents):
        company = self.company_id
        today = company._hotel_today()
        documents = self._without_replaced(documents, today)
        for document in documents:
            if document.expires_on and document_watch.must_ask(
                document.expires_on,
                today,
                document.asked_on or None,
                company.hotel_document_remind_days,
                company.hotel_document_ask_days,
            ):
                self._ask_for_document(document, today)
        expired = [
            document for document in documents if document.expires_on and document_watch.is_expired(document.expires_on, today)
        ]
        expired = self.env["hotel.credit.document"].sudo().concat(*expired)
        self._suspend_for_documents(expired)

    def _without_replaced(self, documents, today):
        """A2, A8: leave out the copies that a good paper of another kind does instead of (the modern licence)."""
        good = [
            document
            for document in documents
            if not (document.expires_on and document_watch.is_expired(document.expires_on, today))
        ]
        replaced = self.env["hotel.credit.document"].sudo().concat(*good).type_id.replaces_ids
        return [document for document in documents if document.type_id not in replaced]

    def _ask_for_document(self, document, today):
        values = {"document": document.type_id.name, "customer": self.commercial_partner_id.name, "day": document.expires_on}
        is_expired = document_watch.is_expired(document.expires_on, today)
        self._tell_salesperson(
            "hotel_credit.mail_activity_document",
            today if is_expired else document.expires_on,
            (lambda env: env._("%(document)s of %(customer)s expired on %(day)s: get the new copy", **values))
            if is_expired
            else (lambda env: env._("%(document)s of %(customer)s expires on %(day)s: get a new copy", **values)),
        )
        document.asked_on = today

    def _suspend_for_documents(self, expired):
        """A8: suspend for expired documents if the policy says so; lift when a good copy of each is there."""
        running = self.suspension_ids.filtered(lambda each: each.kind == "documents" and not each.lifted_at)
        if running and not expired:
            self._lift("documents", self.env._("New copies are there."))
        elif expired and not running and self.company_id.hotel_document_suspends:
            # What the finance head or GM lifted by hand is not suspended again for the same copies.
            lifted = self.suspension_ids.filtered(lambda each: each.kind == "documents" and each.lifted_by_id)
            if expired - lifted.document_ids:
                names = ", ".join(
                    f"{document.type_id.name} ({document.expires_on})" for document in expired
                )
                self._suspend("documents", self.env._("Expired documents: %(names)s", names=names), documents=expired)
