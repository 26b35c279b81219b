from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules.complaint_text import comparable
from .helpdesk_ticket import MANAGER

#: From which likeness (0 to 1) on a case is shown, and how many.
LIKENESS = 0.3
SHOWN = 5


class HotelComplaintCase(models.Model):
    """What was learnt from a complaint: cause, measure, lesson; found again by similar text, in both languages (J6)."""

    _name = "hotel.complaint.case"
    _description = "Case of the Library"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread"]
    _order = "id desc"
    _number_field = "number"
    _rec_name = "name"

    _server_fields = frozenset({"number", "state"})

    name = fields.Char("Title", required=True, translate=True, tracking=True)
    number = fields.Char(readonly=True, copy=False, default="/")
    state = fields.Selection([("draft", "Draft"), ("published", "Published")], required=True, default="draft", readonly=True, copy=False, tracking=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: all branches learn from it.")
    ticket_id = fields.Many2one("helpdesk.ticket", "From complaint", ondelete="restrict", index="btree_not_null", copy=False)
    category_id = fields.Many2one("helpdesk.ticket.category", "Subject")
    cause_id = fields.Many2one("hotel.complaint.cause", "Kind of cause")
    what = fields.Text("What happened", translate=True)
    cause = fields.Text(translate=True)
    measure = fields.Text(translate=True)
    lesson = fields.Text(translate=True)
    search_key = fields.Char(compute="_compute_search_key", store=True, compute_sudo=True, prefetch=False)
    similar_to = fields.Char(compute="_compute_similar_to", search="_search_similar_to", help="Search for cases like a text (J6).")
    active = fields.Boolean(default=True)

    _similar = models.Index("USING gin (search_key gin_trgm_ops) WHERE active")
    _of_ticket = models.UniqueIndex("(ticket_id) WHERE ticket_id IS NOT NULL", "There is already a case of this complaint.")

    @api.depends("name", "what", "cause", "measure", "lesson")
    def _compute_search_key(self):
        """The words of all languages, so that an English complaint finds a Chinese case that is written in both."""
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for case in self:
            found = []
            for language in languages:
                translated = case.with_context(lang=language)
                found += [translated[name] for name in ("name", "what", "cause", "measure", "lesson")]
            case.search_key = comparable("\n".join(dict.fromkeys(text for text in found if text)))

    def _compute_similar_to(self):
        self.similar_to = False

    def _search_similar_to(self, operator, value):
        if operator not in ("ilike", "in"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else [text for text in value if text]
        return Domain("id", "in", [case.id for text in texts for case in self.find_similar(text, 50)])

    def update_field_translations(self, field_name, translations, source_lang=""):
        """A translation is a text to be found by, too."""
        result = super().update_field_translations(field_name, translations, source_lang)
        if field_name in ("name", "what", "cause", "measure", "lesson"):
            self.sudo()._compute_search_key()
        return result

    def action_publish(self):
        """J6: the service manager lets everybody find the case; the lesson must be written."""
        self._check_manager()
        missing = self.filtered(lambda case: not ((case.cause or "").strip() and (case.measure or "").strip() and (case.lesson or "").strip()))
        if missing:
            raise UserError(
                self.env._("%(cases)s: write cause, measure and lesson first.", cases=", ".join(missing.mapped("name")))
            )
        self.sudo().state = "published"
        return True

    def action_draft(self):
        """Take the case back to work on it."""
        self._check_manager()
        self.sudo().state = "draft"
        return True

    def _check_manager(self):
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only the service manager decides this."))

    def write(self, vals):
        if not self.env.su and not self.env.user.has_group(MANAGER) and self.filtered(lambda case: case.state == "published"):
            raise AccessError(self.env._("A published case is changed by the service manager."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_published(self):
        if published := self.filtered(lambda case: case.state == "published"):
            raise UserError(self.env._("%(cases)s: published, so it is archived, not deleted.", cases=", ".join(published.mapped("name"))))

    @api.model
    def find_similar(self, text, limit=SHOWN):
        """J6: return the published cases most like `text`, the most like first; at most 50.

        Readers' rights hold: only cases that the user may read are found.
        """
        wanted = comparable(text if isinstance(text, str) else "")
        if not wanted:
            return self.browse()
        self.flush_model()
        # The operator %%> uses the index; its threshold is one of the transaction.
        self.env.cr.execute(SQL("SELECT set_config('pg_trgm.word_similarity_threshold', %s, TRUE)", str(LIKENESS)))
        query = self._search([("state", "=", "published")])
        likeness = SQL("word_similarity(%s, %s)", wanted, SQL.identifier(query.table, "search_key"))
        query.add_where(SQL("%s %%> %s", SQL.identifier(query.table, "search_key"), wanted))
        query.order = SQL("%s DESC, %s DESC", likeness, SQL.identifier(query.table, "id"))
        query.limit = max(1, min(limit if type(limit) is int else SHOWN, 50))
        return self.browse(query.get_result_ids())
